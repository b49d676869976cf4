"""Handing the shards of a class to an executor, and taking their rows as they are ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait

from autograder.errors import UsageError
from autograder.grading.shard import Rows, Work
from autograder.grading.submissions import Submission

SHARD_BYTES = 8 << 20  # of the files of a shard; one that is larger goes alone
TRIES = 3  # of a shard that an executor loses

Shard = list[Work]
Grader = Callable[[Shard], "Future[Rows | Exception]"]


def shards_of(submissions: Iterable[Submission], keys: set[str], size: int) -> Iterator[Shard]:
    """The works with these keys, read only when it is their turn."""
    shard: Shard = []
    for one in submissions:
        if one.key not in keys or one.path is None:
            continue
        keys.discard(one.key)
        content = one.content()
        if content is None:
            continue
        shard.append(Work(one.key, one.path.suffix.lower(), content))
        if len(shard) == size or sum(len(work.content) for work in shard) >= SHARD_BYTES:
            yield shard
            shard = []
    if shard:
        yield shard


def graded(grader: Grader, shards: Iterator[Shard], ahead: int) -> Iterator[Rows]:
    """Rows of the shards, as they are ready; a shard that is lost on the way is done again.

    What a submission does never comes here: `grade_shard` makes a row of it. So a shard that
    is lost over and over is no student's doing.

    Raises
    ------
    UsageError
        If a shard is lost too often, or a machine cannot give the marks that this one would.
    """
    waiting: dict[Future[Rows | Exception], tuple[Shard, int]] = {}
    todo = ((shard, 1) for shard in shards)
    again: list[tuple[Shard, int]] = []
    try:
        while True:
            while len(waiting) < ahead and (one := again.pop() if again else next(todo, None)):
                waiting[grader(one[0])] = one
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                shard, tried = waiting.pop(future)
                try:
                    rows = future.result()
                except Exception as error:
                    if tried == TRIES:
                        raise _lost(error) from error
                    again.append((shard, tried + 1))
                    continue
                if isinstance(rows, Exception):
                    raise rows
                yield rows
    except BrokenExecutor as error:
        raise _lost(error) from error
    finally:
        for future in waiting:
            future.cancel()


def _lost(error: Exception) -> UsageError:
    return UsageError(f"The executor has lost a part of the class: {type(error).__name__}: "
                      f"{error}. What is graded is kept; the same command goes on.")
