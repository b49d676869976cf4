"""Calls back to the grader: the reference's parts that stand in for the learner's own.

With follow-through a stub is tried with the reference's `forward` or `gradients` in the place
of a wrong one. Nothing of them is in the worker: each call comes here and is answered here.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Collection
from contextlib import nullcontext
from functools import cache
from typing import Any

from autograder.checker.timing import DeadlineExceeded
from autograder.checker.values import article
from autograder.grading.bounds import are_small, own_parts_bounded
from autograder.worker import wire
from autograder.worker.client import TimedOut, WorkerLost

MOST_NESTED = 5  # calls back to the grader, each made while another is answered
MOST_KNOWN = 10_000  # answers that are remembered
LARGEST_KNOWN = 5_000  # bytes of such an answer, and of its question

Key = tuple[Callable[..., Any], bytes]
_known: dict[Key | None, bytes] = {}


class CallBacks:
    """Answers the calls of one submission.

    Parameters
    ----------
    encode, decode
        How values go to and come from the worker.
    seconds
        How long one answer may take.

    Attributes
    ----------
    parts : dict
        Stub → the grader's own function or class. A function gives the same answer to the
        same numbers.
    used : set of str
        The stubs that were called, since it was emptied.
    """

    def __init__(self, encode: Callable[[Any], wire.Value], decode: Callable[[wire.Value], Any],
                 seconds: float) -> None:
        self.parts: dict[str, Any] = {}
        self.used: set[str] = set()
        self._encode, self._decode = encode, decode
        self._seconds = seconds
        self._depth = 0

    def answer(self, call: wire.CallBack, question: bytes) -> bytes:
        """Answer with the grader's own part.

        The arguments are the worker's, so the part may take no more time and memory for them
        than the learner's own code might. Training asks the same thousand questions whoever
        asks, so answers to plain, small ones are remembered.

        Parameters
        ----------
        call
            What is called.
        question
            The message that it came in.

        Returns
        -------
        bytes
            The answer's frame.

        Raises
        ------
        WorkerLost
            If the answer takes too long, or the arguments are none.
        """
        name, _, method = call.name.partition(".")
        part = self.parts.get(name)
        if self._depth >= MOST_NESTED or part is None or \
                (method and method not in (methods_of(part) or ())):
            return _refused(call, "this cannot be called")
        self.used.add(name)
        function = getattr(part, method) if method else part
        key = _key(function, question)
        if key in _known:
            return _known[key]
        if not are_small(call):
            return self._bounded(call, function)
        answer = self._answer(call, function)
        _remember(key, answer)
        return answer

    def _bounded(self, call: wire.CallBack, function: Callable[..., Any]) -> bytes:
        try:
            with own_parts_bounded(self._seconds) if self._depth == 0 else nullcontext():
                return self._answer(call, function)
        except DeadlineExceeded:
            raise TimedOut(f"The call did not come back within {self._seconds:g} s.") from None

    def _answer(self, call: wire.CallBack, function: Callable[..., Any]) -> bytes:
        self._depth += 1
        try:
            known = _parameters(function)
            args = [self._decode(arg) for arg in call.args][:len(known)]
            kwargs = {key: self._decode(arg) for key, arg in call.kwargs.items() if key in known}
            value = self._encode(function(*args, **kwargs))
            if isinstance(value, wire.Thing):
                return _refused(call, f"cannot give back {article(value.type_name)}")
            return wire.frame(wire.Return(value))
        except WorkerLost:
            raise
        except Exception as error:  # wrong arguments of the learner's: their exception
            return _refused(call, error)
        finally:
            self._depth -= 1


def _refused(call: wire.CallBack, why: object) -> bytes:
    return wire.frame(wire.Return(None, wire.text(f"{call.name}: {why}", 300)))


def _key(function: Callable[..., Any], question: bytes) -> Key | None:
    if len(question) > LARGEST_KNOWN:
        return None
    return function, hashlib.blake2b(question, digest_size=16).digest()


def _remember(key: Key | None, answer: bytes) -> None:
    if key is None or len(answer) > LARGEST_KNOWN:
        return
    if len(_known) == MOST_KNOWN:
        del _known[next(iter(_known))]  # the oldest
    _known[key] = answer


def methods_of(part: Any) -> list[str] | None:
    """The methods of a lent class that a worker may call; None for a function."""
    return _methods(part) if isinstance(part, type) else None


@cache
def _methods(part: type) -> list[str]:
    return [name for name in vars(part) if callable(getattr(part, name))
            and (name == "__init__" or not name.startswith("_"))]


@cache
def _parameters(function: Callable[..., Any]) -> Collection[str]:
    return list(inspect.signature(function).parameters)
