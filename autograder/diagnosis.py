"""Naming a mistake: whose answers are these?

A learner's wrong stub is called on a few probes. Where its answers agree on all of them with
those of a catalogued mistake, that mistake is named, the commoner where two agree. Where
none does, answers that are the right ones scaled, turned or swapped are recognised as such.
Work that is right is never diagnosed: only stubs that failed a check are asked for.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.catalogue import Catalogue, Entry
from autograder.catalogue import load as load_catalogue
from autograder.checker.assignment import Assignment, Stub
from autograder.checker.explain import category
from autograder.checker.public import quiet
from autograder.checker.student import LocalStudent, NotAttempted, Student, StudentError
from autograder.checker.values import Elsewhere, Opaque, number
from autograder.worker import wire

RTOL = 1e-6
GRADERS = Path(__file__).resolve().parent / "graders"
Signature = list[Any]


@dataclass
class Mistake:
    """A recognised mistake: its name and its hint."""

    id: str
    hint: str


@dataclass(frozen=True)
class Exceptional:
    """An exception as part of a signature: which, and what kind of trouble it tells of."""

    type: str
    trouble: str


@dataclass(frozen=True)
class Taking:
    """How a stub's signature is taken, and how it is compared.

    Attributes
    ----------
    take : callable
    atol : float
        The absolute tolerance.
    answers : bool
        Whether its numbers are the answers themselves, so that scaled or turned ones can be told.
    """

    take: Callable[[Student], Iterable[Any]]
    atol: float
    answers: bool


def signature(atol: float = 1e-9, answers: bool = False
              ) -> Callable[[Callable[..., Any]], Taking]:
    """Mark a generator function of a ``student`` as the signature of the stub of its name."""
    return lambda take: Taking(take, atol, answers)


class Known:
    """A catalogued mistake's signature, taken no further than somebody had to look.

    Most mistakes differ from one another in their first item.
    """

    def __init__(self, items: Iterator[Any]) -> None:
        self._rest = items
        self._taken: Signature = []

    def agrees(self, other: Signature, atol: float) -> bool:
        """Whether it is the same as another, within a tolerance; see :func:`agree`."""
        for place, item in enumerate(other):
            if not (self._reaches(place) and _agree(self._taken[place], item, atol)):
                return False
        return not self._reaches(len(other)) and agree(self._taken, other, atol)

    def _reaches(self, place: int) -> bool:
        """Whether there is an item in that place."""
        if place == len(self._taken):
            with quiet():
                self._taken += itertools.islice(self._rest, 1)
        return place < len(self._taken)


def observe(call: Callable[[], Any]) -> Any:
    """What a call gives back as plain data, or its exception."""
    try:
        return plain(call())
    except NotAttempted as missing:
        return Exceptional("NotImplementedError", missing.args[0])
    except StudentError as error:
        if error.raised is None:
            return Exceptional("StudentError", "")
        trouble = "" if error.raised.remark else category(error.raised.text)
        return Exceptional(error.raised.type, trouble)  # a remark says more than any hint
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return Exceptional(type(error).__name__, category(str(error)))


def plain(value: Any) -> Any:
    """A value as it looks after crossing the wire; objects become the name of their type."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Elsewhere):
        return value._type_name
    kept = wire.decode(wire.encode(value))
    return type(value).__name__ if isinstance(kept, Opaque) else kept


class Diagnosis:
    """Knows the mistakes of an assignment by their answers.

    Parameters
    ----------
    assignment
        The table.
    """

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._catalogue: Catalogue = load_catalogue(assignment.name)
        self._reference = vars(importlib.import_module(f"reference.{assignment.name}"))
        self._right_signatures: dict[str, Signature] = {}
        self._known_signatures: dict[str, Known] = {}

    def name(self, student: Student, stub: str, failed: str) -> Mistake | None:
        """Name the mistake in a stub that has failed a check.

        Parameters
        ----------
        student
            Whose stub it is.
        stub
            The stub.
        failed
            The first check that it failed.
        """
        taken = self._signature(student, stub)
        right = self._right(stub)
        if right is not None and agree(taken, right, self._atol(stub)):
            return None  # the probes do not show what the check has seen
        entries = [entry for entry in self._catalogue.mistakes if entry.stub == stub]
        entries.sort(key=lambda entry: (entry.caught_by != failed, -entry.common))
        for entry in entries:
            if self._known(entry).agrees(taken, self._atol(stub)):
                return Mistake(entry.id, entry.hint)
        return self._pattern(stub, taken, right)

    def _known(self, entry: Entry) -> Known:
        if entry.id not in self._known_signatures:
            wrong = LocalStudent(self._assignment,
                                 self._reference | {entry.stub: entry.function})
            self._known_signatures[entry.id] = Known(self._items(wrong, entry.stub))
        return self._known_signatures[entry.id]

    def _right(self, stub: str) -> Signature | None:
        """The signature of correct work; None for stubs that the reference does not have."""
        if stub not in self._reference:
            return None
        if stub not in self._right_signatures:
            right = LocalStudent(self._assignment, self._reference)
            self._right_signatures[stub] = self._signature(right, stub)
        return self._right_signatures[stub]

    def _atol(self, stub: str) -> float:
        special = _special(self._assignment.name, stub)
        return special.atol if special is not None else 1e-9

    def _signature(self, student: Student, stub: str) -> Signature:
        with quiet():
            student.close_figures()
            return list(self._items(student, stub))

    def _items(self, student: Student, stub: str) -> Iterator[Any]:
        special = _special(self._assignment.name, stub)
        return iter(special.take(student)) if special is not None else \
            self._on_probes(student, stub)

    def _on_probes(self, student: Student, stub: str) -> Iterator[Any]:
        """Answer, arguments afterwards and use of the global generator, probe by probe."""
        for arguments in self._catalogue.probes(stub):
            def call(arguments: tuple[Any, ...] = arguments) -> Any:
                returned = getattr(student, stub)(*arguments)
                assert student.last is not None
                return [returned, list(student.last.after.values()),
                        student.last.random_state_touched]

            yield observe(call)

    # ---- patterns beyond the catalogue -----------------------------------------------

    def _pattern(self, stub: str, taken: Signature, right: Signature | None) -> Mistake | None:
        if right is None:
            return None
        task = self._assignment.task(stub)
        facts = next(one for one in task.stubs if one.name == stub)
        special = _special(self._assignment.name, stub)
        if special is not None:
            parts = [(a, w, ()) for a, w in _leaves(taken, right)
                     if not _agree(a, w, special.atol)] if special.answers else []
            return next((Mistake(f"{task.name}.{name}", hint[0].upper() + hint[1:])
                         for name, hint in _one_value(facts, parts)), None)
        probes = self._catalogue.probes(stub)
        if not probes or not all(isinstance(answer, list) for answer in (*taken, *right)):
            return None
        if _spoils_arguments(taken, right):
            return Mistake(f"{task.name}.argument_changed", "Your answer is right, but the call "
                           "changes an argument of its caller's. Which line writes into it?")
        pairs = [(answer[0], wanted[0], arguments)
                 for answer, wanted, arguments in zip(taken, right, probes, strict=True)]
        return next(_patterns(task.name, facts, pairs), None)


def _spoils_arguments(taken: Signature, right: Signature) -> bool:
    """Whether all answers are right and an argument is changed that is no part of the answer."""
    spoiled = False
    for (answer, after, _), (wanted, before, _) in zip(taken, right, strict=True):
        if not _agree(answer, wanted, 1e-9):
            return False
        parts = answer if isinstance(answer, list) else [answer]
        spoiled = spoiled or any(
            not _agree(now, then, 1e-9) and not any(_agree(now, part, 1e-9) for part in parts)
            for now, then in zip(after, before, strict=True))
    return spoiled


def _leaves(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """Numbers and arrays in the same place of two signatures; lists of numbers are arrays."""
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other) \
            and not (one and all(map(_numeric, one)) and all(map(_numeric, other))):
        for a, b in zip(one, other, strict=True):
            yield from _leaves(a, b)
    else:
        yield one, other


def _patterns(task: str, stub: Stub, pairs: list[tuple[Any, Any, tuple[Any, ...]]]
              ) -> Iterator[Mistake]:
    """What the answers have in common with the right ones, over all probes."""
    width = len(pairs[0][1]) if isinstance(pairs[0][1], list) else 1
    if width == 2 and all(_agree([a[1], a[0]], w, 1e-9) if isinstance(a, list) and len(a) == 2
                          else False for a, w, _ in pairs):
        yield Mistake(f"{task}.swapped", "Both values are right, but they come back in the other "
                                         "order. Compare your last line with the docstring.")
    for place in range(width):
        parts = [(_part(a, place, width), _part(w, place, width), args) for a, w, args in pairs]
        if all(_agree(a, w, 1e-9) for a, w, _ in parts):
            continue
        which = "" if width == 1 else ("first value: ", "second value: ")[place]
        for name, hint in _one_value(stub, parts):
            yield Mistake(f"{task}.{name}", f"{which}{hint}"[0].upper() + f"{which}{hint}"[1:])


def _part(answer: Any, place: int, width: int) -> Any:
    if width == 1:
        return answer
    return answer[place] if isinstance(answer, list) and len(answer) > place else None


def _one_value(stub: Stub, parts: list[tuple[Any, Any, tuple[Any, ...]]]
               ) -> Iterator[tuple[str, str]]:
    arrays = [(np.asarray(a), np.asarray(w)) for a, w, _ in parts if _table(a) and _table(w)]
    if not arrays or len(arrays) < len(parts):
        return
    if all(isinstance(a, list) and not isinstance(w, list) for a, w, _ in parts) and \
            all(a.size == w.size and np.allclose(a.ravel(), w.ravel(), RTOL) for a, w in arrays):
        yield "as_list", "the numbers are right, but they come in a list. Which type is asked for?"
    if all(a.shape == w.T.shape and np.allclose(a, w.T, RTOL) for a, w in arrays) and \
            any(a.shape != w.shape for a, w in arrays):
        yield "transposed", "the numbers are right, but rows and columns are turned round."
    if all(a.size == w.size and np.allclose(a.ravel(), w.ravel(), RTOL) for a, w in arrays):
        yield "other_shape", "the numbers are right, but the shape is another one."
    if any(a.size != w.size for a, w in arrays):
        return
    for words, name, factor in _factors(stub, [args for _, _, args in parts]):
        if all(np.allclose(a.ravel(), f * w.ravel(), RTOL, 1e-9)
               for (a, w), f in zip(arrays, factor, strict=True)):
            yield f"times_{name}", (f"every number is the right one times {words}. Which factor of "
                                    "the formula is missing, or has come in twice?")
    differences = [a.ravel() - w.ravel() for a, w in arrays]
    if all(np.allclose(one, differences[0][0], RTOL, 1e-9) for one in differences):
        yield "shifted", "every number is off by the same amount. What is added, or left out?"
    if scale := _common_factor(arrays):
        yield "scaled", (f"every number is the right one times {number(scale)}. Where does that "
                         "factor come from?")
    for place, name in enumerate(stub.parameters):
        steps = [(a - args[place], w - args[place])
                 for (a, w), (_, _, args) in zip(arrays, parts, strict=True)
                 if place < len(args) and np.shape(args[place]) == w.shape == a.shape]
        if len(steps) == len(parts) and (scale := _common_factor(steps)):
            yield "step_scaled", (f"the way from {name} to your answer is the right one times "
                                  f"{number(scale)}. What makes the step longer or shorter?")
    if len([1 for _, w in arrays if w.size > 1]) > 1 and \
            all(w.size == 1 or not w.any() or _common_factor([(a, w)]) for a, w in arrays):
        yield "scaled_by_the_data", ("in every call all numbers are off by one factor, which is "
                                     "another for other data. Which count does your formula use?")


def _common_factor(pairs: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """The one factor between all numbers of all pairs; 0.0 if there is none, or it is 1 or 0."""
    found = np.concatenate([a.ravel() for a, _ in pairs]).astype(float)
    wanted = np.concatenate([w.ravel() for _, w in pairs]).astype(float)
    largest = int(np.argmax(np.abs(wanted)))
    if not wanted[largest] or not np.isfinite(found).all():
        return 0.0
    factor = float(found[largest] / wanted[largest])
    same = np.allclose(found, factor * wanted, RTOL, 1e-9)
    return factor if same and not np.isclose(factor, 1.0) and abs(factor) > 1e-12 else 0.0


def _factors(stub: Stub, calls: list[tuple[Any, ...]]
             ) -> Iterator[tuple[str, str, list[float]]]:
    """Factors by which answers go wrong: (in words, as a name, for each call)."""
    count = len(calls)
    shapes = [next((np.shape(arg) for arg in args if np.ndim(arg) == 2), (1, 1)) for args in calls]
    basic: list[tuple[str, str, list[float]]] = [
        ("2", "two", [2.0] * count),
        ("n, the number of examples", "n", [float(n) for n, _ in shapes]),
        ("d, the number of features", "d", [float(d) for _, d in shapes]),
    ]
    for place, name in enumerate(stub.parameters):
        values = [args[place] for args in calls if place < len(args)]
        if len(values) == count and all(isinstance(value, float) for value in values):
            basic.append((name, name, values))
    yield "-1: its sign is flipped", "minus_one", [-1.0] * count
    single = [(words, name, factor) for words, name, factor in basic if any(f != 1 for f in factor)]
    for words, name, factor in single:
        yield words, name, factor
        if all(factor):
            yield f"1/{words}", f"one_over_{name}", [1 / f for f in factor]
    for (words, name, factor), (words_2, name_2, factor_2) in itertools.permutations(single, 2):
        if all(factor_2):
            yield (f"({words}) / ({words_2})", f"{name}_over_{name_2}",
                   [f / g for f, g in zip(factor, factor_2, strict=True)])


def _table(value: Any) -> bool:
    """A number, an array, or a list of numbers or of lists of numbers as long as one another."""
    if not isinstance(value, list):
        return _numeric(value)
    return bool(value) and all(map(_table, value)) and len({np.shape(one) for one in value}) == 1


def _numeric(value: Any) -> bool:
    return isinstance(value, (float, int, np.generic, np.ndarray)) and \
        np.asarray(value).dtype.kind in "iuf"


def agree(one: Signature, other: Signature, atol: float) -> bool:
    """Whether two signatures are the same, within a tolerance.

    Signatures of nothing but exceptions agree only if they tell of a known trouble.
    """
    if len(one) != len(other):
        return False
    if all(isinstance(item, Exceptional) and not item.trouble for item in one):
        return False
    return all(_agree(a, b, atol) for a, b in zip(one, other, strict=True))


def _agree(one: Any, other: Any, atol: float) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        return isinstance(one, list) and isinstance(other, list) and len(one) == len(other) \
            and all(_agree(a, b, atol) for a, b in zip(one, other, strict=True))
    if isinstance(one, (bool, np.bool_)) or isinstance(other, (bool, np.bool_)):
        return type(one) is type(other) and bool(one == other)
    if _numeric(one) and _numeric(other):
        a, b = np.asarray(one), np.asarray(other)
        if a.size == b.size == 1:  # the contract takes an array of one for a number
            a, b = a.reshape(()), b.reshape(())
        elif isinstance(one, np.ndarray) is not isinstance(other, np.ndarray):
            return False
        return a.shape == b.shape and \
            bool(np.allclose(a.astype(float), b.astype(float), RTOL, atol, equal_nan=True))
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return isinstance(one, np.ndarray) and isinstance(other, np.ndarray) \
            and one.shape == other.shape and bool((one == other).all())
    return type(one) is type(other) and bool(one == other)


def _special(assignment: str, stub: str) -> Taking | None:
    """The signature that the assignment defines for a stub, if it does."""
    found = getattr(_signatures(assignment), stub, None)
    return found if isinstance(found, Taking) else None


@cache
def _signatures(assignment: str) -> ModuleType | None:
    path = GRADERS / assignment / "signatures.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"signatures_{assignment}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
