"""The one reader of a learner's work: a notebook or a script becomes names that can be called.

The public tests and the graders read with this same module, so they always agree on what
was handed in. Tasks are found by name, never by cell: a notebook whose metadata is lost,
whose cells were moved, doubled or renamed reads the same, and the last definition wins.

Only what defines something is run: imports, functions, classes and assignments, one
statement at a time and in order. A statement that fails costs its names and nothing else.
"""

from __future__ import annotations

import ast
import json
import linecache
import os
import re
import stat
import tokenize
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from .explain import explain, raised_by
from .timing import DeadlineExceeded, deadline

MOST_BYTES = 100 << 20  # a notebook with all its outputs
MOST_CODE = 1 << 20  # its code: parsing takes some hundred times its size in memory
MOST_CELLS = 10_000
MOST_REPAIRS = 200  # places in one cell that may be left out before the cell is given up
PYTHON_CELL_MAGICS = {"time", "timeit", "capture", "prun", "matplotlib", "python3_inline"}


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
    if Path(path).is_symlink():
        raise Rejected("it is a link, not a file")
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror}") from error
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Rejected("it is not a regular file")
        if status.st_size > MOST_BYTES:
            raise Rejected(f"it is larger than {MOST_BYTES >> 20} MB")
        content = file.read(MOST_BYTES + 1)
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
        cells = [cell for sheet in notebook["worksheets"] if isinstance(sheet, dict)
                 for cell in sheet.get("cells", [])]
    if not isinstance(cells, list):
        raise Unreadable("it is JSON but not a notebook: it has no cells")
    return [_source(cell) for cell in cells
            if isinstance(cell, dict) and cell.get("cell_type") == "code"]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _script_cells(content: bytes) -> list[str]:
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(content).readline)
        text = content.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
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
    work = Work({"__name__": "submission"})
    number = 0
    for position, cell in enumerate(cells, 1):
        name = f"cell {position}"
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        for statement in _statements(cell, name, stubs, work.problems):
            number += 1
            if number in skip:
                _blame(work, statement, "This statement ended the program or never came back.")
                continue
            if announce is not None:
                announce(number)
            _run_statement(work, statement, name, seconds)
    return work


def _run_statement(work: Work, statement: ast.stmt, name: str, seconds: float) -> None:
    try:
        code = compile(ast.Module([statement], []), name, "exec", dont_inherit=True)
        with deadline(seconds):
            exec(code, work.namespace)
    except DeadlineExceeded:
        _blame(work, statement, f"{name}, line {statement.lineno}: this statement was stopped "
                                f"after {seconds:g} s. Does a loop never end?")
    except ModuleNotFoundError as error:
        package = (error.name or str(error)).partition(".")[0]
        _blame(work, statement, f"{name}, line {statement.lineno}: the package {package!r} is "
                                "not installed here. The tasks need only NumPy and matplotlib.")
    except KeyboardInterrupt:
        raise  # somebody at the keyboard; a worker has none, and dies of it
    except BaseException as error:
        _blame(work, statement, explain(raised_by(error, work.namespace, work.problems)))
    else:
        for defined in names_of(statement):
            work.problems.pop(defined, None)


def _blame(work: Work, statement: ast.stmt, reason: str) -> None:
    """A failed definition: its names are gone, an older definition does not count instead."""
    for name in names_of(statement):
        work.problems[name] = reason
        work.namespace.pop(name, None)


def names_of(statement: ast.stmt) -> Iterator[str]:
    """The global names that a statement defines."""
    for node in _outer_nodes(statement):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _outer_nodes(statement: ast.AST) -> Iterator[ast.AST]:
    """All nodes except those inside functions, classes and lambdas."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, inner):
            waiting.extend(ast.iter_child_nodes(node))


def _statements(cell: str, name: str, stubs: Collection[str], problems: dict[str, str]
                ) -> Iterator[ast.stmt]:
    body = parse(cell, name, problems)
    return (kept for statement in body for kept in _filtered(statement, stubs))


_DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)


def _filtered(statement: ast.stmt, stubs: Collection[str]) -> list[ast.stmt]:
    """The statement with all that is not to be run taken out; nothing if nothing is left."""
    if isinstance(statement, _DEFINITIONS) or type(statement).__name__ == "TypeAlias":
        return [statement]
    if isinstance(statement, _ASSIGNMENTS):
        return [] if _calls_a_stub(statement, stubs) else [statement]
    if isinstance(statement, ast.If):
        if _is_main_guard(statement.test):
            return _filtered_all(statement.orelse, stubs)
        statement.body = _filtered_all(statement.body, stubs)
        statement.orelse = _filtered_all(statement.orelse, stubs)
        return _unless_empty(statement, statement.body + statement.orelse)
    if isinstance(statement, ast.With):
        statement.body = _filtered_all(statement.body, stubs)
        return _unless_empty(statement, statement.body)
    if isinstance(statement, (ast.Try, getattr(ast, "TryStar", ast.Try))):
        for block in (statement, *statement.handlers):
            block.body = _filtered_all(block.body, stubs)
        statement.orelse = _filtered_all(statement.orelse, stubs)
        statement.finalbody = _filtered_all(statement.finalbody, stubs)
        kept = statement.body + statement.orelse + statement.finalbody
        for handler in statement.handlers:
            handler.body = handler.body or [_pass_at(handler)]
        return _unless_empty(statement, kept)
    return []


def _filtered_all(body: list[ast.stmt], stubs: Collection[str]) -> list[ast.stmt]:
    return [kept for statement in body for kept in _filtered(statement, stubs)]


def _unless_empty(statement: Any, kept: list[ast.stmt]) -> list[ast.stmt]:
    if not kept:
        return []
    statement.body = statement.body or [_pass_at(statement)]
    return [statement]


def _pass_at(node: Any) -> ast.stmt:
    return ast.copy_location(ast.Pass(), node)


def _calls_a_stub(statement: ast.stmt, stubs: Collection[str]) -> bool:
    return any(isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
               and node.func.id in stubs for node in _outer_nodes(statement))


def _is_main_guard(test: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(test))


def parse(cell: str, name: str, problems: dict[str, str]) -> list[ast.stmt]:
    """Parse a cell, leaving out what is not Python.

    Line magics and shell lines are dropped. Where a line is no Python either, the top-level
    block around it is left out, and the names that it defines get the reason.
    """
    lines = _without_cell_magic(cell.split("\n"))
    for _ in range(MOST_REPAIRS):
        try:
            return ast.parse("\n".join(lines), name).body
        except (SyntaxError, ValueError) as error:
            number = min(max(getattr(error, "lineno", None) or 1, 1), len(lines))
            if _is_magic(lines[number - 1]):
                indent = lines[number - 1][: -len(lines[number - 1].lstrip())]
                lines[number - 1] = f"{indent}pass" if indent else ""
                continue
            first, last = _block_around(lines, number - 1)
            if not any(lines[first:last]):
                break
            text = lines[number - 1].strip()
            what = getattr(error, "msg", None) or str(error)
            reason = (f"{name}, line {number} is not Python: {what}\n  {text}\n"
                      "Look at this line and the one before it: brackets, colons, indentation.")
            for defined in _names_in_text(lines[first:last]):
                problems[defined] = reason
            lines[first:last] = [""] * (last - first)
        except (RecursionError, MemoryError):
            break
    for defined in _names_in_text(lines):
        problems[defined] = f"{name} cannot be read as Python."
    return []


def _without_cell_magic(lines: list[str]) -> list[str]:
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[first].startswith("%%"):
        magic = lines[first][2:].split(maxsplit=1)
        if not magic or magic[0] not in PYTHON_CELL_MAGICS:
            return [""]
        return ["", *lines[first + 1:]] if first == 0 else [""] * (first + 1) + lines[first + 1:]
    return lines


def _is_magic(line: str) -> bool:
    return bool(re.match(r"\s*[%!?]|\s*[\w.\[\], ]+=\s*[%!]|.*\?\s*$", line))


def _block_around(lines: list[str], at: int) -> tuple[int, int]:
    """The top-level block of a line: from the last line that begins at the margin to the next.

    Decorators belong to what follows them; ``else``, ``except`` and closing brackets to what
    stands before them.
    """
    def begins(i: int) -> bool:
        line = lines[i]
        joined = re.match(r"(else|elif|except|finally)\b|[)\]}]", line)
        after_decorator = i > 0 and lines[i - 1].startswith("@")
        return bool(line) and not line[0].isspace() and line[0] != "#" and not joined \
            and not after_decorator

    first = at
    while first > 0 and not begins(first):
        first -= 1
    last = at + 1
    while last < len(lines) and not begins(last):
        last += 1
    return first, last


def _names_in_text(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)|(\w+)\s*=[^=]", line)
        if found:
            yield found[1] or found[2]
