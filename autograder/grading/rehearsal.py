"""What the checks of a stub ask of right work, so that it can be asked in one go.

The data of a check are the same for every student of a course, so right work is asked the
same questions as right work before it. They are sent together; the checks then find the
answers at hand. A check that asks something else than was rehearsed is run again, question by
question, in a fresh worker: a rehearsal saves time and never decides a mark.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from autograder.worker import wire

MOST_KNOWN = 500  # sets of answers of one stub that are remembered


class Departed(Exception):  # noqa: N818 - what happened, not an error
    """A check asks something else than was rehearsed."""


@dataclass
class Rehearsed:
    """What one check asks of right work.

    Attributes
    ----------
    requests : list of bytes
        Its questions in order, as frames.
    leaves_objects : bool
        Whether models or Axes are in the worker afterwards.
    looks_back : list of slice
        Which answers to earlier checks of the stub it also judges.
    right : set of bytes
        Digests of answers with which it has passed. A check is a function of the answers
        alone, so with the same answers it passes again.
    """

    requests: list[bytes]
    leaves_objects: bool
    looks_back: list[slice]
    right: set[bytes] = field(default_factory=set)

    def remember(self, digest: bytes) -> None:
        """The check has passed with these answers."""
        if len(self.right) < MOST_KNOWN:
            self.right.add(digest)


@dataclass
class Rehearsal:
    """What the checks of a stub ask of right work.

    Attributes
    ----------
    checks : list of Rehearsed
        In their order.
    shared : dict
        The key of a question that several checks share → where its requests are among all.
    """

    checks: list[Rehearsed] = field(default_factory=list)
    shared: dict[bytes, slice] = field(default_factory=dict)

    @property
    def requests(self) -> list[bytes]:
        """All of them, as they follow each other."""
        return [request for check in self.checks for request in check.requests]


class Recorder:
    """Keeps what is asked, check by check.

    Attributes
    ----------
    rehearsal : Rehearsal
        What was kept so far.
    """

    def __init__(self) -> None:
        self.rehearsal = Rehearsal()
        self._before = 0  # requests of the checks before
        self._requests: list[bytes] = []
        self._looks_back: list[slice] = []

    def note(self, request: wire.Request) -> None:
        """This is asked."""
        self._requests.append(wire.frame(request))

    @contextmanager
    def sharing(self, key: bytes) -> Iterator[None]:
        """What is asked meanwhile, other checks may want to know too."""
        begin = self._before + len(self._requests)
        yield
        self.rehearsal.shared[key] = slice(begin, self._before + len(self._requests))

    def shares(self, key: bytes) -> None:
        """A question is answered by what was asked before."""
        span = self.rehearsal.shared[key]
        if span.start < self._before:
            self._looks_back.append(span)

    def end_check(self, leaves_objects: bool) -> None:
        """What is asked from now on belongs to the next check."""
        self.rehearsal.checks.append(Rehearsed(self._requests, leaves_objects, self._looks_back))
        self._before += len(self._requests)
        self._requests, self._looks_back = [], []


@dataclass
class AtHand:
    """Answers that came ahead of the questions.

    Attributes
    ----------
    requests : list of bytes
        What was asked.
    shared : dict
        The key of a shared question → where its requests are.
    replies : list of bytes
        The answers, up to the first that is an exception.
    """

    requests: list[bytes]
    shared: dict[bytes, slice]
    replies: list[bytes]
    used: int = 0

    @property
    def complete(self) -> bool:
        """Whether every question has its answer."""
        return len(self.replies) == len(self.requests)

    def digest(self, check: Rehearsed) -> bytes | None:
        """Of the next check's answers; None if not all of them came."""
        end = self.used + len(check.requests)
        if end > len(self.replies):
            return None
        answers = [self.replies[span] for span in check.looks_back]
        answers.append(self.replies[self.used:end])
        return hashlib.sha256(b"".join(itertools.chain(*answers))).digest()

    @contextmanager
    def sharing(self, key: bytes) -> Iterator[None]:
        """A shared question may belong to an earlier check, which was not run."""
        used, span = self.used, self.shared.get(key)
        if span is None or span.start >= used:
            yield
            return
        self.used = span.start
        try:
            yield
        finally:
            self.used = used

    def answer(self, request: wire.Request) -> wire.Reply:
        """The answer to the next question.

        Raises
        ------
        Departed
            If another one was rehearsed, or none was answered any more.
        """
        place = self.used
        if place == len(self.replies) or wire.frame(request) != self.requests[place]:
            raise Departed
        self.used += 1
        return wire.decode_reply(self.replies[place])
