"""Flags: what an instructor may want to look at, with its line. No flag changes a mark.

Found by names in the source alone, in the statements that the graders run; whether the work
is right is decided by what it does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache

from autograder.checker.assignment import Assignment
from autograder.checker.statements import Patience, is_known, statements_of

MOST = 20  # flags of one submission

IMPORTS = frozenset([
    "__future__", "IPython", "abc", "array", "bisect", "checker", "cmath", "collections",
    "contextlib", "copy", "csv", "cycler", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "heapq", "io", "ipywidgets", "itertools", "json", "logging", "math",
    "matplotlib", "mpl_toolkits", "numbers", "numpy", "operator", "pathlib", "pprint", "pylab",
    "random", "re", "statistics", "string", "sys", "textwrap", "time", "timeit", "tqdm", "types",
    "typing", "typing_extensions", "warnings", "weakref",
])

# NumPy's own answers to what is to be written by hand.
SOLVERS = frozenset(
    [f"numpy.linalg.{name}" for name in (
        "lstsq", "pinv", "solve", "inv", "tensorsolve", "tensorinv", "qr", "svd", "cholesky")]
    + ["numpy.polyfit", "numpy.poly1d", "numpy.gradient", "numpy.ma.polyfit",
       "numpy.polynomial.polynomial.polyfit", "numpy.polynomial.Polynomial.fit"])

# Ways to look or reach beyond one's own code.
REACHING = frozenset(["open", "exec", "eval", "compile", "__import__", "globals", "breakpoint",
                      "numpy.load", "numpy.save", "numpy.savetxt", "numpy.fromfile",
                      "numpy.memmap", "numpy.ctypeslib"])
INNER = frozenset(["__builtins__", "__class__", "__code__", "__globals__", "__subclasses__",
                   "__bases__", "__mro__", "__getattribute__", "__reduce__", "__array_ufunc__",
                   "__array__", "__array_function__", "f_back", "f_globals", "f_locals",
                   "tb_frame", "gi_frame", "_getframe"])


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted({name.rpartition(".")[2] for name in names}))


# Without one of these words there is nothing to be found. Identifiers beyond ASCII are other
# spellings of the same name, so a cell that has some is always parsed.
SUSPICIOUS = re.compile(
    rf"\b(?:import|{_any(INNER)}|{_any(name for name in REACHING if '.' not in name)})\b"
    rf"|\.\s*(?:{_any(name for name in SOLVERS | REACHING if '.' in name)})\b")


def flags_of(cells: list[str], assignment: Assignment) -> list[str]:
    """What stands out in a submission's source, each once, in the order of the cells.

    Parameters
    ----------
    cells
        The code cells.
    assignment
        The table; its stubs' names may be called whatever they are.

    Returns
    -------
    list of str
        Sentences such as ``cell 3, line 2: imports scipy``.
    """
    found: dict[str, str] = {}
    own = frozenset(assignment.stubs)
    aliases: dict[str, str] = {}
    patience = Patience()
    for number, cell in enumerate(cells, 1):
        if is_known(cell, own):
            aliases |= _aliases_in(cell, own)
            continue
        if cell.isascii() and not SUSPICIOUS.search(cell):
            continue  # parsing takes a hundred times as long
        statements, _ = statements_of(cell, f"cell {number}", own, patience)
        for statement in statements:
            for line, words in _remarks(statement, aliases):
                if words not in found and words.rpartition(" ")[2] not in own:
                    found[words] = f"cell {number}, line {line}: {words}"
    flags = list(found.values())
    more = len(flags) - MOST
    return flags if more <= 0 else [*flags[:MOST], f"and {more} more of this kind"]


@cache
def _aliases_in(cell: str, stubs: frozenset[str]) -> dict[str, str]:
    """The names of modules in a cell of the release; what it does with them is no student's."""
    aliases: dict[str, str] = {}
    for statement in statements_of(cell, "", stubs, Patience())[0]:
        for _ in _remarks(statement, aliases):
            pass
    return aliases


def _remarks(statement: ast.stmt, aliases: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Line and remark of everything that stands out in a statement.

    ``aliases`` takes the names under which modules and their functions are known: ``np`` is
    ``numpy``.
    """
    for node in ast.walk(statement):
        if isinstance(node, ast.Import):
            for one in node.names:
                aliases[one.asname or one.name.partition(".")[0]] = \
                    one.name if one.asname else one.name.partition(".")[0]
                yield from _import(node.lineno, one.name)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or "."
            yield from _import(node.lineno, module)
            for one in node.names:
                aliases[one.asname or one.name] = f"{module}.{one.name}"
                yield from _use(node.lineno, f"{module}.{one.name}")
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute):
            yield from _use(node.lineno, _dotted(node, aliases))
            if node.attr in INNER:
                yield node.lineno, f"reaches into Python: {node.attr}"
        elif isinstance(node, ast.Name):
            yield from _use(node.lineno, aliases.get(node.id, node.id))
            if node.id in INNER:
                yield node.lineno, f"reaches into Python: {node.id}"
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name in INNER:
            yield node.lineno, f"reaches into Python: {node.name}"


def _import(line: int, module: str) -> Iterator[tuple[int, str]]:
    package = module.partition(".")[0]
    if package not in IMPORTS:
        yield line, f"imports {package[:60] or 'from its own folder'}"


def _use(line: int, name: str) -> Iterator[tuple[int, str]]:
    if name in SOLVERS:
        yield line, f"has the work done by {name}"
    elif name in REACHING:
        yield line, f"uses {name}"


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    """``np.linalg.lstsq`` as ``numpy.linalg.lstsq``; empty if it does not begin with a name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([aliases.get(node.id, node.id), *reversed(parts)])
