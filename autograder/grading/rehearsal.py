"""What the checks of a stub ask of right work, so that it can be asked in one go.

The data of a check are the same for every student of a course, so right work is asked the
same questions as right work before it. They are sent together; the checks then find the
answers at hand. A check that asks something else than was rehearsed is run again, question by
question, in a fresh worker: a rehearsal saves time and never decides a mark.
"""

from __future__ import annotations

import hashlib
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
    looks_back : bool
        Whether it also judges answers to earlier checks of the stub.
    right : set of bytes
        Digests of answers with which it has passed. A check is a function of the answers
        alone, so with the same answers it passes again.
    """

    requests: list[bytes]
    leaves_objects: bool
    looks_back: bool
    right: set[bytes] = field(default_factory=set)

    def remember(self, digest: bytes) -> None:
        """The check has passed with these answers."""
        if len(self.right) < MOST_KNOWN:
            self.right.add(digest)


@dataclass
class AtHand:
    """Answers that came ahead of the questions.

    Attributes
    ----------
    requests : list of bytes
        What was asked.
    replies : list of bytes
        The answers, up to the first that is an exception.
    """

    requests: list[bytes]
    replies: list[bytes]
    used: int = 0

    @property
    def complete(self) -> bool:
        """Whether every question has its answer."""
        return len(self.replies) == len(self.requests)

    def digest(self, start: int, end: int) -> bytes | None:
        """Of some answers; None if not all of them came."""
        if end > len(self.replies):
            return None
        return hashlib.blake2b(b"".join(self.replies[start:end]), digest_size=16).digest()

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
