"""The student as the hidden graders see it: every call goes to a worker over a pipe."""

from __future__ import annotations

import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, TypeVar

from autograder.checker.assignment import Assignment
from autograder.checker.expect import CheckFailed
from autograder.checker.explain import LONGEST, Raised
from autograder.checker.picture import Picture
from autograder.checker.student import Call, NotAttempted, Student, StudentError
from autograder.checker.values import Elsewhere, describe
from autograder.grading.callbacks import CallBacks, methods_of
from autograder.grading.limits import Limits
from autograder.grading.rehearsal import AtHand, Recorder, Rehearsal, Rehearsed
from autograder.worker import wire
from autograder.worker.client import Crashed, TimedOut, TimeSpent, Worker, WorkerLost, Workers

T = TypeVar("T")
CLOSE_FIGURES = wire.frame(wire.CloseFigures())
MOST_RESTARTS = 3  # statements that may end the program while loading


class RemoteObject(Elsewhere):
    """A model or an Axes in the worker; its attributes are read and set there."""

    def __init__(self, student: RemoteStudent, handle: wire.Handle) -> None:
        object.__setattr__(self, "_student", student)
        # Without its name, which is the student's: others may be asked the same questions.
        object.__setattr__(self, "_handle", wire.Handle(handle.number, ""))
        object.__setattr__(self, "_type_name", handle.type_name)
        object.__setattr__(self, "_was_set", {})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._student.request(wire.Get(self._handle, name, self._student.limits.call))

    def __setattr__(self, name: str, value: Any) -> None:
        self._student.request(
            wire.Set(self._handle, name, self._student.encode(value), self._student.limits.call))
        self._was_set[name] = value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student.call_handle(self._handle, args, kwargs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteObject) and other._handle == self._handle

    def __hash__(self) -> int:
        return hash(self._handle)

    def __repr__(self) -> str:
        return f"<{self._type_name}>"


class RemoteStudent(Student):
    """A submission in a worker of its own.

    Parameters
    ----------
    assignment
        The table.
    cells
        The submission's code cells.
    workers
        Where a worker comes from; a lost one is replaced when the next task begins.
    limits
        How long the code may take.

    Attributes
    ----------
    losses : list of WorkerLost
        How workers were lost, each way once.
    problems : dict
        Stub → why its definition failed.
    at_hand : AtHand or None
        Answers that were asked ahead, as long as they are used.
    recorder : Recorder or None
        What keeps the questions, while somebody wants them kept.
    """

    def __init__(self, assignment: Assignment, cells: list[str], workers: Workers,
                 limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        super().__init__(assignment)
        self.limits = limits
        self.losses: list[WorkerLost] = []
        self.cells = cells
        self._workers = workers
        self._worker: Worker | None = None
        self._names: frozenset[str] = frozenset()
        self.problems: dict[str, str] = {}
        self._skip: list[int] = []
        self._loads_at_once = True
        self._has_objects = False
        self._own = CallBacks(self.encode, self.decode, limits.call)
        self._spent = self._spent_aside = 0.0
        self._time = limits.submission
        self._current = ""
        self.at_hand: AtHand | None = None
        self.recorder: Recorder | None = None
        self._shared: dict[bytes, tuple[Any, Call | None]] = {}  # question → answer, last call
        self._lost_ahead = False  # once a worker was lost over many questions, all come singly

    def is_ready_with_own_parts(self, stub: str) -> bool:
        """Whether a living worker has the submission loaded, and the stub and all parts in it
        are the learner's own."""
        self.substitute({})
        try:
            self.ready()
        except WorkerLost:
            return False
        return stub in self._names

    def substitute(self, parts: dict[str, Any]) -> None:
        """From now on these stubs are calls back to the grader's own functions and classes."""
        self._own.used = set()
        if parts != self._own.parts:
            self._own.parts = parts
            self.close()

    @property
    def used_substitutes(self) -> set[str]:
        """Which of them were called since then."""
        return self._own.used

    def ready(self) -> None:
        """Have a living worker with the submission loaded.

        Raises
        ------
        WorkerLost
            If the submission cannot be loaded, or has spent its time.
        """
        while self.at_hand is None:
            self._expect_time()
            if self._is_alive():
                return
            try:
                self._load()
                return
            except WorkerLost:
                if len(self._skip) > MOST_RESTARTS:
                    raise

    def _expect_time(self) -> None:
        if self._spent < self._time:
            return
        self.close()
        lost = TimeSpent(f"All tasks together took longer than {self._time:g} s.")
        if self._time == self.limits.submission:
            self._note(lost)
        raise lost

    @contextmanager
    def time_of_its_own(self) -> Iterator[None]:
        """What is asked meanwhile takes none of the time in which marks are earned; it has half
        as much of its own."""
        before = self._spent, self._time
        self._spent, self._time = self._spent_aside, self.limits.submission / 2
        try:
            yield
        finally:
            self._spent_aside = self._spent
            self._spent, self._time = before

    def _is_alive(self) -> bool:
        return self._worker is not None and self._worker.lost is None

    def _load(self) -> None:
        self.recorder = None
        loaded = self._loaded_at_once() or self._loaded_step_by_step()
        if not isinstance(loaded, wire.Loaded):
            raise self._broken()
        self._names = frozenset(loaded.names)
        self.problems = {name: wire.text(reason, 3 * LONGEST)
                          for name, reason in loaded.problems.items()
                          if name in self.assignment.stubs}
        for name, part in self._own.parts.items():
            self._ask(wire.Substitute(name, methods_of(part)), self.limits.call)

    def _loaded_at_once(self) -> wire.Reply | None:
        """None if a worker was lost over it; nothing is held against the submission for that."""
        if not self._loads_at_once:
            return None
        began = time.monotonic()
        try:
            loaded = self._started().ask(self._load_request(announce=False),
                                         self.limits.statement)
        except WorkerLost:
            self._loads_at_once = False
            return None
        self._spent += time.monotonic() - began
        return loaded

    def _loaded_step_by_step(self) -> wire.Reply:
        """So that the statement over which a worker is lost is known, and left out next time."""
        self._started()
        last = deque([0], maxlen=1)
        try:
            return self._ask(self._load_request(announce=True),
                             self._time - self._spent, last.append)
        except WorkerLost:
            self._skip.append(last[-1])
            raise

    def _started(self) -> Worker:
        self._worker = self._workers.start()
        self._worker.call_back = self._own.answer
        return self._worker

    def _load_request(self, announce: bool) -> wire.Load:
        return wire.Load(self.cells, list(self.assignment.stubs), self._skip,
                         self.limits.statement, announce)

    def _ask(self, request: wire.Request, seconds: float,
             progress: Callable[[int], None] | None = None) -> wire.Reply:
        if self.at_hand is not None:
            return self.at_hand.answer(request)
        self._expect_time()
        assert self._worker is not None
        if self.recorder is not None:
            self.recorder.note(request)
        began = time.monotonic()
        try:
            return self._worker.ask(request, seconds, progress)
        except WorkerLost as lost:
            self._note(lost)
            raise
        finally:
            self._spent += time.monotonic() - began

    # ---- rehearsed questions ---------------------------------------------------------

    def record(self) -> Recorder:
        """From now on keep what is asked, until the worker is another one."""
        with suppress(WorkerLost):  # the next question finds another one
            self.close_figures()
        self._shared.clear()
        self.recorder = Recorder()
        return self.recorder

    def end_check(self) -> None:
        """What is asked from now on belongs to the next check."""
        if self.recorder is not None:
            self.recorder.end_check(self._has_objects)

    def ask_ahead(self, rehearsal: Rehearsal) -> AtHand | None:
        """Ask all this at once; until :meth:`forget_answers` the answers come from ``at_hand``.

        Returns None, and has no worker any more, if the worker was lost. Nothing is held
        against the submission for that: the same will be asked again, one by one. But it happens
        once, or the time that is not held against it would add up.
        """
        if self._lost_ahead:
            return None
        assert self._worker is not None
        began = time.monotonic()
        requests = rehearsal.requests
        self._shared.clear()
        try:
            _, *replies = self._worker.ask_ahead(
                [CLOSE_FIGURES, *requests], self.limits.call, self._time - self._spent)
        except WorkerLost:
            self._lost_ahead = True
            self.close()
            return None
        self._spent += time.monotonic() - began
        self._has_objects = False
        self.at_hand = AtHand(requests, rehearsal.shared, replies)
        return self.at_hand

    def skip(self, rehearsed: Rehearsed) -> None:
        """Go on as if all this had been asked again."""
        assert self.at_hand is not None
        self.at_hand.used += len(rehearsed.requests)
        self._has_objects = rehearsed.leaves_objects

    def forget_answers(self) -> None:
        """Ask the worker itself again: another one if this one was asked more than was used."""
        self.recorder = None
        if self.at_hand is not None:
            if not self.at_hand.complete:
                self.close()
            self.at_hand = None
            self._has_objects = True

    def _broken(self) -> WorkerLost:
        assert self._worker is not None
        lost = Crashed("The program sent an answer out of turn.")
        self._worker.end(lost)
        self._note(lost)
        return lost

    def _note(self, lost: WorkerLost) -> None:
        if str(lost) not in map(str, self.losses):
            self.losses.append(lost)

    def request(self, request: wire.Request) -> Any:
        """Ask the worker; returns the decoded answer, and raises what the learner reads."""
        reply = self._ask(request, self.limits.call)
        if isinstance(reply, wire.Answer):
            return self.decode(reply.value)
        if isinstance(reply, wire.Failure):
            raise self._raised(reply)
        raise self._broken()

    def _raised(self, failure: wire.Failure) -> Exception:
        if failure.type_name == "DeadlineExceeded":
            lost = TimedOut(f"The call did not come back within {self.limits.call:g} s and was "
                            "stopped. Does a loop never end?")
            assert self._worker is not None
            self._worker.end(lost)
            self._note(lost)
            return lost
        return self.failure(self._current, Raised(
            wire.text(failure.type_name, 80), wire.text(failure.text, LONGEST),
            wire.text(failure.place, LONGEST), wire.text(failure.line, LONGEST),
            wire.text(failure.function, 80), wire.text(failure.remark, 3 * LONGEST)))

    def invoke(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
               ) -> tuple[Any, list[Any], bool]:
        if name in self._own.parts:
            self._own.used.add(name)
        elif name in self.problems:
            raise StudentError(self.problems[name])
        elif name not in self._names:
            raise NotAttempted(name)
        self._current = name
        return self._invoke(name, args, kwargs)

    def call_handle(self, handle: wire.Handle, args: tuple[Any, ...], kwargs: dict[str, Any]
                    ) -> Any:
        """Call something that stays in the worker, such as a model's method."""
        return self._invoke(handle, args, kwargs)[0]

    def _invoke(self, target: str | wire.Handle, args: tuple[Any, ...], kwargs: dict[str, Any]
                ) -> tuple[Any, list[Any], bool]:
        reply = self._ask(wire.Invoke(
            target, [self.encode(arg) for arg in args],
            {key: self.encode(arg) for key, arg in kwargs.items()},
            self.limits.call), self.limits.call)
        if isinstance(reply, wire.Failure):
            raise self._raised(reply)
        if not isinstance(reply, wire.Answer) or len(reply.after) != len(args) + len(kwargs):
            raise self._broken()
        return (self.decode(reply.value), [self.decode(value) for value in reply.after],
                reply.random_state_touched)

    def encode(self, value: Any) -> wire.Value:
        """A value for the worker; its own objects go back as their handles."""
        return value._handle if isinstance(value, RemoteObject) else wire.encode(value)

    def decode(self, value: wire.Value) -> Any:
        """A value from the worker, its models and Axes as :class:`RemoteObject`."""
        try:
            return wire.decode(value, self._object)
        except wire.WireError:
            raise self._broken() from None

    def _object(self, handle: wire.Handle) -> RemoteObject:
        self._has_objects = True
        return RemoteObject(self, handle)

    def new_axes(self) -> RemoteObject:
        """Fresh, empty Axes in the worker."""
        return self.request(wire.NewAxes())

    def close_figures(self) -> None:
        """Forget the figures, models and Axes of the check before."""
        if self._has_objects and (self.at_hand is not None or self._is_alive()):
            self.request(wire.CloseFigures())
        self._has_objects = False

    def once(self, question: Callable[..., T], *args: Any, **options: Any) -> T:
        """``question(student, *args, **options)``, asked once: who asks the same gets the same.

        Parameters
        ----------
        question
            A function of a module. It gives back plain data, and no model and no Axes, which
            a check does not leave to the next.
        *args, **options
            Plain data as well.
        """
        key = pickle.dumps((question, args, options))
        if key not in self._shared:
            keeper = self.at_hand or self.recorder
            with keeper.sharing(key) if keeper is not None else nullcontext():
                answer = question(self, *args, **options)
            self._shared[key] = answer, self.last
        elif self.recorder is not None:
            self.recorder.shares(key)
        answer, self.last = self._shared[key]
        return answer

    def drawn(self, stub: str, *args: Any) -> Picture:
        """What a plotting stub draws on Axes of its own choice, asked once.

        Raises
        ------
        CheckFailed
            If it does not give back the Axes.
        """
        return self.once(_drawn, stub, *args)

    def picture(self, axes: Any) -> Picture:
        """Read an Axes in the worker as data."""
        if not isinstance(axes, RemoteObject):
            raise CheckFailed(f"Returned {axes!r}, expected the Axes.")
        reply = self._ask(wire.Look(axes._handle, self.limits.call), self.limits.call)
        if isinstance(reply, wire.Failure):
            raise self._raised(reply)
        if not isinstance(reply, wire.Seen):
            raise self._broken()
        try:
            return wire.decode_picture(reply)
        except wire.WireError:
            raise self._broken() from None

    def close(self) -> None:
        """End the worker."""
        self.at_hand = self.recorder = None
        self._shared.clear()
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def _drawn(student: RemoteStudent, stub: str, *args: Any) -> Picture:
    returned = getattr(student, stub)(*args)
    try:
        return student.picture(returned)
    except (CheckFailed, StudentError, TypeError):
        raise CheckFailed(f"{stub} gave back {describe(returned)}, expected the Axes. "
                          "Does it end in `return ax`?") from None
