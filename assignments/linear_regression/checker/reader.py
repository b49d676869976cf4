"""The one reader of a learner's work: a notebook or a script becomes names that can be called.

The public tests and the graders read with this same module, so they always agree on what
was handed in. Tasks are found by name, never by cell: a notebook whose metadata is lost,
whose cells were moved, doubled or renamed reads the same, and the last definition wins.

Only what defines something is run: imports, functions, classes and assignments, one
statement at a time and in order. A statement that fails costs its names and nothing else.
"""

from __future__ import annotations
import __future__

import ast
import json
import linecache
import os
import stat
import sys
import tokenize
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from .explain import explain, raised_by, translate
from .statements import Patience, names_of, statements_of
from .timing import DeadlineExceeded, deadline

MOST_BYTES = 100 << 20  # a notebook with all its outputs
MOST_CODE = 1 << 20  # its code: parsing takes some hundred times its size in memory
MOST_VALUES = 10_000_000  # in a notebook's JSON: each may take some eighty bytes once it is read
MOST_CELLS = 10_000
NO_TEXT = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}  # Python's own


class Unreadable(Exception):  # noqa: N818 - a state of the file; the text says why
    """The file cannot be read as a notebook or a script; the text says why."""


class Rejected(Exception):  # noqa: N818
    """The file is not even opened or parsed: a link, a device, over a size limit."""


@dataclass
class Work:
    """What was read from a submission.

    Attributes
    ----------
    namespace : dict
        The names that the learner's code has defined.
    problems : dict of str
        Name → why it is missing, for every name whose definition failed.
    """

    namespace: dict[str, Any]
    problems: dict[str, str] = field(default_factory=dict)


def read_file(path: Path | str) -> list[str]:
    """The code cells of a notebook or a script, opened with care and bounded in size.

    Raises
    ------
    Rejected
        If it is a link, no regular file, or too large.
    Unreadable
        If it is empty, broken, or neither a notebook nor Python.
    """
    return cells_of(read_bytes(path), Path(path).suffix)


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a regular file; links are not followed and FIFOs do not block."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    if os.path.islink(path):  # unlike Path's, it raises nothing where access is denied
        raise Rejected("it is a link, not a file")
    try:
        descriptor = os.open(path, flags)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Rejected("it is not a regular file")
            if status.st_size > MOST_BYTES:
                raise Rejected(f"it is larger than {MOST_BYTES >> 20} MB")
            with open(descriptor, "rb", closefd=False) as file:
                content = file.read(MOST_BYTES + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror}") from error
    if len(content) > MOST_BYTES:
        raise Rejected(f"it is larger than {MOST_BYTES >> 20} MB")
    return content


def cells_of(content: bytes, suffix: str) -> list[str]:
    """The sources of the code cells in a file's content.

    Parameters
    ----------
    content
        The file's bytes.
    suffix
        ``.ipynb`` or ``.py``.
    """
    if not content.strip():
        raise Unreadable("the file is empty")
    if suffix.lower() == ".ipynb":
        cells = _notebook_cells(content)
    elif suffix.lower() == ".py":
        cells = _script_cells(content)
    else:
        raise Unreadable(f"it is neither a notebook (.ipynb) nor a script (.py) but {suffix!r}")
    if sum(map(len, cells)) > MOST_CODE:
        raise Rejected(f"its code is longer than {MOST_CODE >> 20} MB")
    if len(cells) > MOST_CELLS:
        raise Rejected(f"it has more than {MOST_CELLS} code cells")
    return cells


def _notebook_cells(content: bytes) -> list[str]:
    if sum(content.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise Rejected("its outputs hold too many values: clear them and save it again")
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable("it is not text: a notebook is JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"it is not a whole notebook: broken off or damaged at line "
                         f"{error.lineno}") from None
    except (RecursionError, ValueError, MemoryError):
        raise Unreadable("it is not a notebook: its JSON is nested too deeply or too large"
                         ) from None
    if not isinstance(notebook, dict):
        raise Unreadable("it is JSON but not a notebook")
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):  # nbformat 3
        cells = [cell for sheet in notebook["worksheets"]
                 if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
                 for cell in sheet["cells"]]
    if not isinstance(cells, list):
        raise Unreadable("it is JSON but not a notebook: it has no cells")
    return [_source(cell) for cell in cells
            if isinstance(cell, dict) and cell.get("cell_type") == "code"]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # JSON can name half a character, which is in no text and goes over no pipe.
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def _script_cells(content: bytes) -> list[str]:
    if len(content) > 4 * MOST_CODE:  # of four bytes a character at most
        raise Rejected(f"its code is longer than {MOST_CODE >> 20} MB")
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(content).readline)
        if encoding.replace("-", "_") in NO_TEXT:
            raise LookupError(encoding)
        text = content.decode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        raise Unreadable("it is not text in UTF-8 or in the encoding that it declares") from None
    if "\0" in text:
        raise Unreadable("it is not text: it holds null bytes")
    return [text]


def run(cells: list[str], stubs: Collection[str], seconds: float = 10.0,
        skip: Collection[int] = (), announce: Callable[[int], None] | None = None) -> Work:
    """Run what defines something, statement by statement.

    Parameters
    ----------
    cells
        Sources of the code cells, in order.
    stubs
        Names of the stubs: an assignment that calls one of them is not run.
    seconds
        How long one statement may take.
    skip
        Numbers of statements to leave out, because an earlier attempt did not survive them.
    announce
        Is told the number of each statement before it is run.
    """
    module = ModuleType("submission")  # not __main__, so that a guard is false
    sys.modules[module.__name__] = module  # where dataclasses, for one, look their class up
    work = Work(vars(module))
    stdin, sys.stdin = sys.stdin, StringIO()
    try:
        _run_cells(work, cells, stubs, seconds, skip, announce)
    finally:
        sys.stdin = stdin
    return work


def _run_cells(work: Work, cells: list[str], stubs: Collection[str], seconds: float,
               skip: Collection[int], announce: Callable[[int], None] | None) -> None:
    number = flags = 0
    patience = Patience()
    for position, cell in enumerate(cells, 1):
        name = f"cell {position}"
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        lines = [line + "\n" for line in cell.split("\n")]
        linecache.cache[name] = (len(cell), None, lines, name)
        statements, problems = statements_of(cell, name, stubs, patience)
        for defined, reason in problems.items():
            _blame(work, [defined], reason)
        for statement in statements:
            number += 1
            if number in skip:
                _blame(work, names_of(statement),
                       f"{name}, line {statement.lineno}: this statement ended the program or "
                       "never came back.")
                continue
            if announce is not None:
                announce(number)
            flags |= _run_statement(work, statement, name, seconds, flags)


def _run_statement(work: Work, statement: ast.stmt, name: str, seconds: float, flags: int) -> int:
    """Run a statement; returns the compiler's flags that it sets for those after it."""
    try:
        code = compile(ast.Module([statement], []), name, "exec", flags, dont_inherit=True)
        with deadline(seconds):
            exec(code, work.namespace)
    except DeadlineExceeded:
        reason = f"this statement was stopped after {seconds:g} s. Does a loop never end?"
        _blame(work, names_of(statement), f"{name}, line {statement.lineno}: {reason}")
    except KeyboardInterrupt:
        raise  # somebody at the keyboard; a worker has none, and dies of it
    except BaseException as error:
        reason = explain(raised_by(error, work.namespace, work.problems))
        missing = translate(str(error)) if type(error) is ModuleNotFoundError else ""
        if missing:
            reason = f"{name}, line {statement.lineno}: {missing[0].lower()}{missing[1:]}"
        _blame(work, names_of(statement), reason)
    else:
        for defined in names_of(statement):
            if defined in work.namespace:
                work.problems.pop(defined, None)
        return code.co_flags & __future__.annotations.compiler_flag
    return 0


def _blame(work: Work, names: Iterable[str], reason: str) -> None:
    """A failed definition: its names are gone, an older definition does not count instead."""
    for name in names:
        work.problems[name] = reason
        work.namespace.pop(name, None)
