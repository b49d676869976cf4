"""From a cell's text to the statements that are to be run.

What is no Python is left out first: magics and shell lines, and the parts of a cell that do
not parse. Of the rest only what defines something stays.
"""

from __future__ import annotations

import ast
import codeop
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .explain import LONGEST

MOST_PARSED = 2 << 20  # characters of a work that are parsed again because of what is no Python
PYTHON_CELL_MAGICS = {"time", "timeit", "capture", "prun", "debug"}
TRIAL = 1_000  # characters that could be parsed in the time in which an error is raised
NOT_PYTHON = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)
# After the indentation no part can begin in two ways, or a long line would take forever.
MAGIC = re.compile(r"\s*(?:[%!?]|[\w.\[\],][\w.\[\], ]*=\s*[%!]|[\w.*\[\]]+\?{1,2}\s*$)")
JOINED = re.compile(r"(else|elif|except|finally)\b|[)\]}#]|\s|$")  # begins no statement

_known: dict[tuple[str, frozenset[str]], list[ast.stmt]] = {}


@dataclass
class Patience:
    """How many characters may still be parsed again; one for all the cells of a work.

    Attributes
    ----------
    with_magics, in_pieces : int
        After a magic was taken out, and to find where what is Python begins again.
    """

    with_magics: int = MOST_PARSED
    in_pieces: int = MOST_PARSED


def statements_of(cell: str, name: str, stubs: Collection[str], patience: Patience
                  ) -> tuple[list[ast.stmt], dict[str, str]]:
    """The statements of a cell that define something, each with the rest taken out.

    Line magics and shell lines are dropped. If the rest is not Python either, it is parsed
    piece by piece, and a piece that is none is left out.

    Parameters
    ----------
    cell
        The cell's source.
    name
        What a message calls it.
    stubs
        Names of the stubs: an assignment that calls one of them is left out.
    patience
        With what is no Python in this cell and the others of the work.

    Returns
    -------
    statements
        What is to be run, in order.
    problems
        Name → reason, for the names that are defined in what was left out.
    """
    if (known := _known.get((cell, frozenset(stubs)))) is not None:
        return known, {}
    lines = _without_cell_magic(cell.split("\n"))
    try:
        return _kept(_parsed(lines, name, patience), name, stubs)
    except NOT_PYTHON:
        pass
    statements: list[ast.stmt] = []
    problems: dict[str, str] = {}
    for first, piece in _pieces(lines, patience):
        try:
            found = _parsed(piece, name, patience)
        except NOT_PYTHON as error:
            problems |= dict.fromkeys(_names_in_text(piece), _no_python(error, name, first, piece))
        else:
            for statement in found:
                ast.increment_lineno(statement, first)
            kept, lost = _kept(found, name, stubs)
            statements += kept
            problems |= lost
    return statements, problems


def know(cells: Iterable[str], stubs: Collection[str]) -> None:
    """Parse cells ahead that most works have in common: those of the release, not filled in."""
    for cell in cells:
        patience = Patience()
        statements, problems = statements_of(cell, "", stubs, patience)
        if not problems and patience == Patience():
            _known[cell, frozenset(stubs)] = statements


def is_known(cell: str, stubs: frozenset[str]) -> bool:
    """Whether a cell is one of those."""
    return (cell, stubs) in _known


def _kept(body: list[ast.stmt], name: str, stubs: Collection[str]
          ) -> tuple[list[ast.stmt], dict[str, str]]:
    statements: list[ast.stmt] = []
    problems: dict[str, str] = {}
    for statement in body:
        try:
            statements += _filtered(statement, stubs)
        except RecursionError:
            problems |= dict.fromkeys(
                names_of(statement),
                f"{name}, line {statement.lineno}: this statement is nested too deeply.")
    return statements, problems


def _no_python(error: BaseException, name: str, first: int, piece: list[str]) -> str:
    """Why a piece with so many lines before it is no Python, and where to look."""
    at = min(max(getattr(error, "lineno", None) or 1, 1), len(piece))
    what = getattr(error, "msg", None) or str(error) or "too large"
    what = re.sub(r" \(detected at line \d+\)| on line \d+", "", what)  # counted in the piece
    return (f"{name}, line {first + at} is not Python: {what}\n"
            f"  {piece[at - 1].strip()[:LONGEST]}\n"
            "Look at this line and the one before it: brackets, colons, indentation.")


def _without_cell_magic(lines: list[str]) -> list[str]:
    """The lines as Jupyter runs them: without an indentation of all and without cell magics."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    indent = lines[first][: -len(lines[first].lstrip())]
    if indent:
        lines = [line.removeprefix(indent) for line in lines]
    while first < len(lines) and lines[first].startswith("%%"):
        if lines[first][2:].partition(" ")[0].strip() not in PYTHON_CELL_MAGICS:
            return [""]
        lines = [*lines[:first], "", *lines[first + 1:]]
        first += 1
    return lines


def _parsed(lines: list[str], name: str, patience: Patience) -> list[ast.stmt]:
    """Parse lines, taking out one magic after another; ``lines`` is changed.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        Whatever Python's parser raises for something else.
    """
    while True:
        try:
            return ast.parse("\n".join(lines), name).body
        except SyntaxError as error:
            patience.with_magics -= sum(map(len, lines)) + TRIAL
            if patience.with_magics < 0 or not _drop_magic(lines, (error.lineno or 0) - 1):
                raise


def _drop_magic(lines: list[str], at: int) -> bool:
    """Take a magic out, with the lines that a backslash joins to it; false if it is none."""
    if not (0 <= at < len(lines) and MAGIC.match(lines[at])):
        return False
    joined = lines[at].endswith("\\")
    indent = lines[at][: -len(lines[at].lstrip())]
    lines[at] = f"{indent}pass" if indent else ""
    while joined and at + 1 < len(lines):
        at += 1
        joined = lines[at].endswith("\\")
        lines[at] = ""
    return True


def _pieces(lines: list[str], patience: Patience) -> Iterator[tuple[int, list[str]]]:
    """A cell in pieces, each with the number of lines before it.

    A piece reaches from a line at the margin to the next, or further if only then a bracket
    or a text that is open at its end is closed. With too much that is no Python the rest is
    one piece.
    """
    begins = [i for i, line in enumerate(lines) if i == 0 or not JOINED.match(line)]
    begins.append(len(lines))
    place = 0
    while place < len(begins) - 1:
        end = further = place + 1
        complete: bool | None = None
        while complete is None and further < len(begins) and patience.in_pieces >= 0:
            text = "\n".join(lines[begins[place]:begins[further]])
            complete = _is_complete(text)
            if complete:
                end = further
            else:
                patience.in_pieces -= len(text) + TRIAL
            further += 1
        if patience.in_pieces < 0:
            end = len(begins) - 1
        yield begins[place], lines[begins[place]:begins[end]]
        place = end


def _is_complete(text: str) -> bool | None:
    """Whether a text is Python; None if it could become so with more lines."""
    try:
        ast.parse(text)
        return True
    except NOT_PYTHON:
        pass
    try:
        return True if codeop.compile_command(text, symbol="exec") else None
    except NOT_PYTHON:
        return False


def _names_in_text(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)|(\w+)\s*=[^=]", line)
        if found:
            yield found[1] or found[2]


_DEFINITIONS = (ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)


def _filtered(statement: ast.stmt, stubs: Collection[str]) -> list[ast.stmt]:
    """The statement with all that is not to be run taken out; nothing if nothing is left."""
    if isinstance(statement, ast.Import):  # one at a time: a missing package costs no other
        return [ast.copy_location(ast.Import([alias]), statement) for alias in statement.names]
    if isinstance(statement, _DEFINITIONS) or type(statement).__name__ == "TypeAlias":
        return [statement]
    if isinstance(statement, _ASSIGNMENTS) or _is_walrus(statement):
        return [] if _calls_a_stub(statement, stubs) else [statement]
    if isinstance(statement, ast.If):
        statement.body = _filtered_all(statement.body, stubs)
        statement.orelse = _filtered_all(statement.orelse, stubs)
        return _unless_empty(statement, statement.body + statement.orelse)
    if isinstance(statement, ast.With):
        statement.body = _filtered_all(statement.body, stubs)
        return _unless_empty(statement, statement.body)
    if isinstance(statement, (ast.Try, ast.TryStar)):
        for block in (statement, *statement.handlers):
            block.body = _filtered_all(block.body, stubs)
        statement.orelse = _filtered_all(statement.orelse, stubs)
        statement.finalbody = _filtered_all(statement.finalbody, stubs)
        kept = statement.body + statement.orelse + statement.finalbody
        if not statement.handlers:
            statement.finalbody = statement.finalbody or [_pass_at(statement)]
        for handler in statement.handlers:
            handler.body = handler.body or [_pass_at(handler)]
        return _unless_empty(statement, kept)
    if isinstance(statement, ast.Match):
        for case in statement.cases:
            case.body = _filtered_all(case.body, stubs)
        if not any(case.body for case in statement.cases):
            return []
        for case in statement.cases:
            case.body = case.body or [_pass_at(statement)]
        return [statement]
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


def _is_walrus(statement: ast.stmt) -> bool:
    """Whether it is ``(name := value)``, an assignment that a notebook shows."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.NamedExpr)


def _calls_a_stub(statement: ast.stmt, stubs: Collection[str]) -> bool:
    return any(isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
               and node.func.id in stubs for node in _outer_nodes(statement))


def names_of(statement: ast.stmt) -> Iterator[str]:
    """The global names that a statement defines."""
    nodes = list(_outer_nodes(statement))
    inside = {id(node) for comprehension in nodes if isinstance(comprehension, ast.comprehension)
              for node in ast.walk(comprehension.target)}
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) \
                and id(node) not in inside:
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
