"""How a class is cut into shards, and what becomes of those that are out when one goes wrong."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from autograder.errors import UsageError
from autograder.grading import dispatch
from autograder.grading.dispatch import graded, shards_of
from autograder.grading.submissions import Submission


def class_of(folder, *contents):
    found = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.py"
        path.write_bytes(content)
        found.append(Submission(path.stem, path))
        found[-1].content()
    return found


def shards(submissions, size):
    keys = {one.key for one in submissions}
    return [[work.content for work in shard] for shard in shards_of(submissions, keys, size)]


def test_a_shard_has_so_many_works_and_equal_files_are_one(tmp_path):
    submissions = class_of(tmp_path, b"a", b"b", b"a", b"c", b"b", b"d", b"e")
    assert shards(submissions, 2) == [[b"a", b"b"], [b"c", b"d"], [b"e"]]


def test_a_shard_has_so_many_bytes_and_a_larger_file_goes_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(dispatch, "SHARD_BYTES", 10)
    submissions = class_of(tmp_path, b"a" * 30, b"b" * 4, b"c" * 5, b"d", b"e")
    assert [len(shard) for shard in shards(submissions, 16)] == [1, 3, 1]


def test_a_file_that_is_gone_is_in_no_shard(tmp_path):
    submissions = class_of(tmp_path, b"a", b"b")
    (tmp_path / "0.py").unlink()
    assert shards(submissions, 16) == [[b"b"]]
    assert submissions[0].status == "unreadable"


def test_what_is_out_is_called_off_when_a_machine_cannot_grade():
    out: list[Future] = []

    def grader(shard):
        out.append(Future())
        if len(out) == 2:
            out[0].set_result(UsageError("another kit"))
        return out[-1]

    with pytest.raises(UsageError, match="another kit"):
        next(graded(grader, iter([["one"], ["two"], ["three"]]), ahead=2))
    assert len(out) == 2
    assert out[1].cancelled()
