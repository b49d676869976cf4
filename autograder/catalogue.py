"""The catalogue of an assignment: known mistakes and correct variants, as data.

A mistake is a wrong way to fill in a stub, with the check that must catch it and a hint; a
variant is another right way. Each proves the graders (``autograder verify``), and a mistake
whose outputs a learner's work shares is named in the feedback.

An entry is a function or a class whose own name is the entry's name::

    @mistake("forward", caught_by="matches_reference", common=3,
             hint="Feed in a row of zeros. What should come out?")
    def intercept_forgotten(X, W, b):
        return X @ W

    @variant("forward")
    def einsum(X, W, b):
        return np.einsum("ij,jk->ik", X, W) + b

or, where it needs code beside the stub, a text::

    variant_source("forward", "helper_function", '''
    def signal(X, W):
        return X @ W

    def forward(X, W, b):
        return signal(X, W) + b
    ''')

Here ``np``, ``plt`` and the other stubs are the imports of the catalogue's file; in a
submission to which the entry's source is appended they are the submission's own. A class may
extend the one that it replaces. ``probe("forward", X, W, b)`` gives arguments on which the
outputs of the stub's entries are told apart.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from autograder.checker import assignment
from autograder.checker.assignment import Assignment
from autograder.grading.places import GRADERS, SOLUTIONS

T = TypeVar("T", bound=Callable[..., Any])
Definition: TypeAlias = ast.FunctionDef | ast.ClassDef


class CatalogueError(ValueError):
    """An entry that is not in order; the text names the file and the entry."""


@dataclass(frozen=True)
class Entry:
    """One way to fill in a stub.

    Attributes
    ----------
    id : str
        ``<task>.<name>``.
    stub : str
        What it fills in.
    kind : {"mistake", "variant"}
        Whether it is wrong or right.
    source : str
        Code that, as a new cell after a solution, defines the stub anew.
    function : callable
        The same, callable in this process.
    hint : str
        For the learner: one or two sentences that point at the cause. Mistakes only.
    caught_by : str
        The check that must be the first to fail. Mistakes only.
    common : int
        1 seen, 2 common, 3 very common. Where two mistakes fit, the commoner is named.
    """

    id: str
    stub: str
    kind: Literal["mistake", "variant"]
    source: str = ""
    function: Callable[..., Any] | None = None
    hint: str = ""
    caught_by: str = ""
    common: int = 1


@dataclass(frozen=True)
class Combination:
    """Mistakes of several tasks in one submission."""

    parts: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """The ids of its parts, joined by a plus."""
        return "+".join(part.id for part in self.parts)

    @property
    def source(self) -> str:
        """The code of all its parts."""
        return "\n\n".join(part.source for part in self.parts)


@dataclass(frozen=True)
class Catalogue:
    """All entries of an assignment, in the order of its tasks.

    Attributes
    ----------
    mistakes, variants : tuple of Entry
    combinations : tuple of Combination
    """

    mistakes: tuple[Entry, ...]
    variants: tuple[Entry, ...]
    combinations: tuple[Combination, ...]
    _probes: dict[str, list[tuple[Any, ...]]]

    def probes(self, stub: str) -> list[tuple[Any, ...]]:
        """Fresh copies of the arguments on which the entries of a stub are told apart.

        Empty where answers are random or drawings.
        """
        return copy.deepcopy(self._probes.get(stub, []))


# What the file that is being loaded has written so far.
_entries: list[Entry] = []
_combinations: list[tuple[str, ...]] = []
_probes: dict[str, list[tuple[Any, ...]]] = {}


def mistake(stub: str, *, caught_by: str, hint: str, common: int = 1) -> Callable[[T], T]:
    """Enter the decorated function or class as a mistake in a stub; see :class:`Entry`."""
    return _decorator(stub, "mistake", hint=hint, caught_by=caught_by, common=common)


def variant(stub: str) -> Callable[[T], T]:
    """Enter the decorated function or class as a right way to fill in a stub."""
    return _decorator(stub, "variant")


def mistake_source(stub: str, name: str, source: str, *, caught_by: str, hint: str,
                   common: int = 1) -> None:
    """Enter code that defines the stub, with what it needs beside it, as a mistake."""
    _entries.append(Entry(name, stub, "mistake", textwrap.dedent(source).strip() + "\n",
                          hint=hint, caught_by=caught_by, common=common))


def variant_source(stub: str, name: str, source: str) -> None:
    """Enter code that defines the stub, with what it needs beside it, as a right way."""
    _entries.append(Entry(name, stub, "variant", textwrap.dedent(source).strip() + "\n"))


def combination(*ids: str) -> None:
    """Enter mistakes of different tasks, by their ids, as one submission."""
    _combinations.append(ids)


def probe(stub: str, *arguments: Any) -> None:
    """Enter arguments on which the outputs of a stub's entries are told apart."""
    _probes.setdefault(stub, []).append(arguments)


def _decorator(stub: str, kind: Literal["mistake", "variant"], **facts: Any) -> Callable[[T], T]:
    def enter(thing: T) -> T:
        _entries.append(Entry(thing.__name__, stub, kind, function=thing, **facts))
        return thing

    return enter


@cache
def load(name: str) -> Catalogue:
    """Load the catalogue of an assignment.

    Parameters
    ----------
    name
        The assignment's name.

    Raises
    ------
    CatalogueError
        If an entry is not in order: see :func:`read`.
    """
    return read(GRADERS / name / "catalogue", assignment.load(SOLUTIONS / name))


def read(folder: Path, table: Assignment) -> Catalogue:
    """Read the catalogue's files in a folder.

    Raises
    ------
    CatalogueError
        If an entry names no stub of the assignment, lacks its hint or the check that catches
        it, has the id of another entry, or does not define its stub; or if a combination
        names no mistake.
    """
    entries: dict[str, Entry] = {}
    combinations: list[tuple[str, ...]] = []
    probes: dict[str, list[tuple[Any, ...]]] = {}
    for path in sorted(folder.glob("*.py")):
        module = _run(path)
        definitions = {node.name: node for node in ast.parse(path.read_text("utf-8")).body
                       if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        for written in _entries:
            try:
                full = _full_id(written, table)
                if full in entries:
                    raise CatalogueError(f"the id {full} is taken; give it another name")
                entries[full] = _finished(replace(written, id=full), definitions, module)
            except CatalogueError as error:
                raise CatalogueError(f"{path.name}, {written.id}: {error}") from error.__cause__
        combinations += _combinations
        probes |= _probes
    in_order = sorted(entries.values(), key=lambda entry: table.stubs.index(entry.stub))
    return Catalogue(
        tuple(entry for entry in in_order if entry.kind == "mistake"),
        tuple(entry for entry in in_order if entry.kind == "variant"),
        tuple(_combined(ids, entries) for ids in combinations),
        probes,
    )


def _run(path: Path) -> dict[str, Any]:
    """Run a file of the catalogue, which fills the lists of this module; gives its names."""
    _entries.clear()
    _combinations.clear()
    _probes.clear()
    spec = importlib.util.spec_from_file_location(f"catalogue_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)


def _full_id(entry: Entry, table: Assignment) -> str:
    if entry.stub not in table.stubs:
        raise CatalogueError(f"{entry.stub} is no stub of {table.name}; its stubs are "
                             + ", ".join(table.stubs))
    return f"{table.task(entry.stub).name}.{entry.id}"


def _finished(entry: Entry, definitions: dict[str, Definition], module: dict[str, Any]) -> Entry:
    """The entry with its source made from its function, or its function from its source."""
    if entry.kind == "mistake" and not (entry.hint.strip() and entry.caught_by):
        raise CatalogueError("a mistake needs a hint and the check that catches it")
    if entry.function is not None:
        definition = definitions[entry.function.__name__]
        return replace(entry, source=_renamed(definition, entry.stub))
    namespace = dict(module)
    try:
        exec(compile(entry.source, f"{entry.id}.py", "exec", dont_inherit=True), namespace)
    except Exception as error:
        raise CatalogueError(f"its source fails: {error!r}") from error
    if namespace.get(entry.stub) is module.get(entry.stub):
        raise CatalogueError(f"its source does not define {entry.stub}")
    return replace(entry, function=namespace[entry.stub])


def _renamed(definition: Definition, stub: str) -> str:
    """The source of an entry without its decorator, under the stub's name."""
    own, definition.name = definition.name, stub
    del definition.decorator_list[0]
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and node.id == own:
            node.id = stub
        elif isinstance(definition, ast.FunctionDef) and _calls(node, stub):
            raise CatalogueError(f"it calls {stub}, which in a submission is itself")
    return ast.unparse(definition) + "\n"


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _combined(ids: tuple[str, ...], entries: dict[str, Entry]) -> Combination:
    unknown = [id for id in ids if id not in entries or entries[id].kind != "mistake"]
    if unknown:
        raise CatalogueError(f"the combination {' + '.join(ids)} names {unknown[0]}, "
                             "which is no mistake of the catalogue")
    return Combination(tuple(entries[id] for id in ids))
