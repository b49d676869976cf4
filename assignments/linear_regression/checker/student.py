"""The student: the learner's work as an object with a method for every stub.

A check calls ``student.forward(X, W, b)`` and gets the answer. Where the function really
runs is not the check's business: :class:`LocalStudent` calls it in this process (the public
checks), the engine has another student that calls a confined worker (the hidden graders).
"""

from __future__ import annotations

import copy
import ctypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.random import mtrand as random

from .assignment import Assignment, Stub
from .expect import CheckFailed
from .explain import Raised, explain, raised_by
from .picture import Picture, picture
from .timing import DeadlineExceeded, deadline
from .values import show

SECONDS = 10.0  # how long one call may take in the learner's own process
SHOWN = 40  # a larger array is named by its shape where a call is described


class NotAttempted(Exception):  # noqa: N818 - a state of the work, not an error
    """The stub is as it was released, or is not there at all: its name, and what to say of it."""


class StudentError(Exception):
    """The learner's code raised; the text is for the learner."""

    def __init__(self, text: str, raised: Raised | None = None) -> None:
        super().__init__(text)
        self.raised = raised


@dataclass
class Call:
    """One call of a stub, kept so that a message can tell it."""

    stub: Stub
    arguments: dict[str, Any]
    after: dict[str, Any]
    random_state_touched: bool = False

    def describe(self) -> str:
        """``Called forward(X, W, b) with X = [[1, 2]], W = …``."""
        text = f"Called {self.stub.name}({', '.join(self.arguments)})"
        lines = [f"{name} = {_brief(value)}" for name, value in self.arguments.items()]
        if not lines:
            return text + "."
        one_line = f"{text} with {', '.join(lines)}."
        if len(one_line) <= 80 and "\n" not in one_line:
            return one_line
        return f"{text} with\n" + "\n".join(_indent(line) for line in lines)

    def leaves_alone(self, *names: str) -> None:
        """Fail unless these arguments are after the call what they were before it."""
        for name in names:
            before, after = self.arguments[name], self.after[name]
            if not np.array_equal(before, after):
                raise CheckFailed(
                    f"{self.stub.name} changed its argument {name}: it was\n{_brief(before)}\n"
                    f"and after the call it is\n{_brief(after)}")


class Student:
    """What both kinds of student share: the stubs as methods, and the last call."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.last: Call | None = None
        self.faults: dict[str, str] = {}  # stub → the state of its first failing check, once asked
        self.doubled: set[str] = set()  # stubs that the file defines more than once
        self._stubs = {stub.name: stub for task in assignment.tasks for stub in task.stubs}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name not in self._stubs:
            raise AttributeError(name)
        return partial(self._call, self._stubs[name])

    def _call(self, stub: Stub, *args: Any, **kwargs: Any) -> Any:
        arguments = dict(zip(stub.parameters, args, strict=False)) | kwargs
        self.last = Call(stub, arguments, after=arguments)
        try:
            returned, after, touched = self.invoke(stub.name, args, kwargs)
        except StudentError as error:
            if error.raised is None:
                self.last = None  # nothing was called: there is nothing to call
            raise
        self.last.after = dict(zip(arguments, after, strict=True))
        self.last.random_state_touched = touched
        return returned

    def invoke(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
               ) -> tuple[Any, list[Any], bool]:
        """Call a stub with copies of the arguments.

        Returns
        -------
        returned
            The answer.
        after
            The arguments as they are after the call, positional ones first.
        touched
            Whether NumPy's global random generator is in another state than before.
        """
        raise NotImplementedError

    def new_axes(self) -> Any:
        """Fresh, empty Axes to draw on."""
        raise NotImplementedError

    def picture(self, axes: Any) -> Picture:
        """Read an Axes as data."""
        raise NotImplementedError

    def close_figures(self) -> None:
        """Forget every figure that is open."""
        raise NotImplementedError

    def failure(self, stub: str, raised: Raised) -> Exception:
        """What a check raises for an exception in the learner's code."""
        if raised.type == "NotImplementedError":
            if raised.function in self._stubs and raised.function != stub:
                task = self.assignment.task(raised.function)
                return StudentError(f"{stub} needs {raised.function}, which is not written yet. "
                                    f"Finish task {task.number} ({task.title}) first.")
            return NotAttempted(stub)
        return StudentError(explain(raised), raised)


class LocalStudent(Student):
    """The learner's functions in this very process.

    Parameters
    ----------
    assignment
        The table.
    namespace
        The names that the learner's code has defined.
    problems
        Why a name is missing, where its definition failed.
    absent
        What to say of a stub that nothing defines, with ``{0}`` for its name.
    """

    def __init__(self, assignment: Assignment, namespace: dict[str, Any],
                 problems: Mapping[str, str] | None = None,
                 absent: str = "{0} is not there yet: run the cell of its stub.") -> None:
        super().__init__(assignment)
        self._namespace = namespace
        self._problems = problems or {}
        self._absent = absent

    def invoke(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
               ) -> tuple[Any, list[Any], bool]:
        if name in self._problems:
            raise StudentError(self._problems[name])
        if name not in self._namespace:
            raise NotAttempted(name, self._absent.format(name))
        args = tuple(_copy(arg) for arg in args)
        kwargs = {key: _copy(arg) for key, arg in kwargs.items()}
        before = global_random_state()
        try:
            with deadline(SECONDS):
                returned = self._namespace[name](*args, **kwargs)
        except DeadlineExceeded:
            raise StudentError(f"{name} did not come back within {SECONDS:g} s and was stopped. "
                               "Does a loop never end?") from None
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # an exit() too is only a wrong answer
            raised = raised_by(error, self._namespace, self._problems)
            raise self.failure(name, raised) from error
        return returned, [*args, *kwargs.values()], global_random_state() != before

    def new_axes(self) -> Any:
        import matplotlib.pyplot as plt

        return plt.subplots()[1]

    def picture(self, axes: Any) -> Picture:
        return picture(axes)

    def close_figures(self) -> None:
        import matplotlib.pyplot as plt

        plt.close("all")


# Taken before any of the learner's code can replace them.
_get_state, _get_generator = np.random.get_state, random.get_bit_generator
_MT19937_BYTES = 625 * 4  # its 624 words, and the place among them


def _words() -> bytes:
    """The words of the global generator, read where they lie; empty if it is of another kind."""
    generator = _get_generator()
    return ctypes.string_at(generator.ctypes.state_address, _MT19937_BYTES) \
        if type(generator) is np.random.MT19937 else b""


_FRESH = _words()
_HASH_OF_FRESH = hash(_FRESH)


def global_random_state() -> int:
    """A digest of NumPy's global random generator.

    As long as nobody has drawn from it, its words say it all, and they are read a hundred times
    as fast as the whole state, which also holds a normal number drawn ahead.
    """
    words = _words()
    if words and words == _FRESH:
        return _HASH_OF_FRESH
    _, keys, position, has_gauss, gauss = _get_state()
    return hash((np.asarray(keys).tobytes(), position, has_gauss, gauss))


def _copy(value: Any) -> Any:
    return copy.deepcopy(value) if isinstance(value, (np.ndarray, list)) else value


def _brief(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.size > SHOWN:
        return f"an array of shape {value.shape}"
    if isinstance(value, list) and len(value) > SHOWN:
        return f"a list of {len(value)}"
    return show(value)


def _indent(line: str) -> str:
    name, _, value = line.partition(" = ")
    lead = f"  {name} = "
    return lead + value.replace("\n", "\n" + " " * len(lead))
