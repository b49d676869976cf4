"""Naming a mistake: whose answers are these?

A learner's wrong stub is called on a few probes. Where its answers agree on all of them with
those of a catalogued mistake, that mistake is named, the commoner where two agree. Where
none does, answers that are the right ones scaled, rounded or swapped are recognised as such
(``autograder/patterns.py``), then what the assignment knows of the check that failed, then
answers of another kind and exceptions (``autograder/symptoms.py``).
Work that is right is never diagnosed: only stubs that failed a check are asked for.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from autograder.catalogue import Catalogue, Entry
from autograder.catalogue import load as load_catalogue
from autograder.checker.assignment import Assignment, Stub
from autograder.checker.expect import CheckFailed
from autograder.checker.explain import category
from autograder.checker.public import quiet
from autograder.checker.student import LocalStudent, NotAttempted, Student, StudentError
from autograder.checker.values import Elsewhere, Opaque
from autograder.grading.places import GRADERS
from autograder.likeness import ATOL, Exceptional, Signature, agree, alike, tells_something
from autograder.patterns import changes_arguments, leaves, one_value, patterns, spoils_arguments
from autograder.symptoms import Symptom, of_exception, of_kind
from autograder.worker import wire


@dataclass
class Mistake:
    """A recognised mistake: its name and its hint."""

    id: str
    hint: str


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


def signature(atol: float = ATOL, answers: bool = False
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
            if not (self._reaches(place) and alike(self._taken[place], item, atol)):
                return False
        return not self._reaches(len(other)) and tells_something(other)

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
        found: Symptom | None = None
        if right is None or not agree(taken, right, self._atol(stub)):
            entries = [entry for entry in self._catalogue.mistakes if entry.stub == stub]
            entries.sort(key=lambda entry: (entry.caught_by != failed, -entry.common))
            for entry in entries:
                if self._known(entry).agrees(taken, self._atol(stub)):
                    return Mistake(entry.id, entry.hint)
            found = next(self._pattern(student, stub, failed, taken, right), None)
        if found is None:
            with quiet():
                student.close_figures()
                found = self._symptom(student, stub, failed)
        return None if found is None else self.mistake(stub, found)

    def mistake(self, stub: str, symptom: Symptom) -> Mistake:
        """A symptom in a stub as a mistake."""
        name, hint = symptom
        return Mistake(f"{self._assignment.task(stub).name}.{name}", hint[0].upper() + hint[1:])

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
        return special.atol if special is not None else ATOL

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

    # ---- beyond the catalogue --------------------------------------------------------

    def _pattern(self, student: Student, stub: str, failed: str, taken: Signature,
                 right: Signature | None) -> Iterator[Symptom]:
        """What the answers have in common with the right ones."""
        if right is None:
            return
        facts = self._facts(stub)
        special = _special(self._assignment.name, stub)
        if special is not None:
            parts = [(a, w, ()) for a, w in leaves(taken, right)
                     if not alike(a, w, special.atol)]
            if not special.answers or failed.startswith("leaves_"):
                return  # these are no answers, or the answers are right
            yield from one_value(facts, parts)
            return
        probes = self._catalogue.probes(stub)
        if not probes or not all(isinstance(answer, list) for answer in (*taken, *right)):
            return
        if spoils_arguments(taken, right):
            yield "argument_changed", ("your answer is right, but the call changes an argument of "
                                       "its caller's. Which line writes into it?")
        pairs = [(answer[0], wanted[0], arguments)
                 for answer, wanted, arguments in zip(taken, right, probes, strict=True)]

        def ask(*arguments: Any) -> Any:
            with quiet():
                return observe(lambda: getattr(student, stub)(*arguments))

        yield from patterns(facts, pairs, ask, self._reference[stub])
        if changes_arguments(taken, right) and not any(of_kind(a, w) for a, w, _ in pairs):
            yield "argument_changed", ("the call changes an argument of its caller's. Which line "
                                       "writes into it?")

    def _symptom(self, student: Student, stub: str, failed: str) -> Symptom | None:
        """What the assignment knows of a stub that fails this check, or what is plain to see."""
        own = getattr(_module(self._assignment.name, "symptoms"), stub, None)
        try:
            if _special(self._assignment.name, stub) is None:
                found = self._kind(student, stub)
                if found is not None:
                    return found
            if own is not None:
                return self._full(stub, own(student, failed))
        except StudentError as error:
            return of_exception(error.raised)
        except (CheckFailed, NotAttempted, ArithmeticError, AttributeError, LookupError, TypeError,
                ValueError):
            pass  # answers that cannot be looked at like this show nothing
        return None

    def _kind(self, student: Student, stub: str) -> Symptom | None:
        """How an answer to a probe is of another kind than the right one.

        After numbers that are wrong an exception or a nan in another call says nothing: the
        learner is shown the numbers.
        """
        wrong = False
        for arguments in self._catalogue.probes(stub):
            wanted = plain(self._reference[stub](*arguments))
            try:
                answer = getattr(student, stub)(*arguments)
            except StudentError:
                if wrong:
                    return None
                raise
            found = of_kind(answer, wanted)
            if found is not None and not (wrong and found[0] == "not_finite"):
                return found
            wrong = wrong or not alike(plain(answer), wanted)
        return None

    def _full(self, stub: str, found: Symptom | str | None) -> Symptom | None:
        """A symptom with its hint: a name alone is that of an entry of the catalogue."""
        if not isinstance(found, str):
            return found
        task = self._assignment.task(stub).name
        return found, next(one.hint for one in self._catalogue.mistakes
                           if one.id == f"{task}.{found}")

    def _facts(self, stub: str) -> Stub:
        return next(one for one in self._assignment.task(stub).stubs if one.name == stub)


def _special(assignment: str, stub: str) -> Taking | None:
    """The signature that the assignment defines for a stub, if it does."""
    found = getattr(_module(assignment, "signatures"), stub, None)
    return found if isinstance(found, Taking) else None


@cache
def _module(assignment: str, name: str) -> ModuleType | None:
    """A file beside the assignment's graders, if there is one."""
    path = GRADERS / assignment / f"{name}.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"{name}_{assignment}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
