"""Grading elsewhere: whatever is an executor, and a Dask cluster in real processes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from autograder.errors import UsageError
from autograder.grading import grade, shard
from autograder.grading.kit import kit
from tests import course

NAME = course.ASSIGNMENTS[0]
LOOPBACK = "127.0.0.1"
SECONDS = 60  # for a process to start on a busy machine


@pytest.fixture
def submissions(tmp_path):
    folder = tmp_path / "class"
    for student in ("ada", "bob", "eve", "mia"):
        course.write_notebook(folder / f"{student}.ipynb",
                              [*course.released(NAME), f"name = {student!r}"])
    return folder


def files(out):
    """What a run has written, apart from the seconds that each submission took."""
    found = {path.relative_to(out): path.read_bytes() for path in out.rglob("*")
             if path.is_file() and not path.name.startswith(".")}
    return {path: re.sub(rb'"seconds": [\d.]+', b'"seconds": 0', content)
            for path, content in found.items()}


# ---- whatever is an executor -------------------------------------------------------------


def lose(*_):
    raise ConnectionError("the machine is gone")


class Forgetful(Executor):
    """Loses everything that it is given so many times."""

    def __init__(self, losses):
        self.threads = ThreadPoolExecutor(2)
        self.losses = losses
        self.seen = []

    def submit(self, function, conditions, works):
        self.seen.append(works)
        if self.seen.count(works) <= self.losses:
            return self.threads.submit(lose)
        return self.threads.submit(function, conditions, works)

    def shutdown(self, *args, **kwargs):
        self.threads.shutdown(*args, **kwargs)


@pytest.fixture
def local(submissions, tmp_path):
    grade(submissions, tmp_path / "local", NAME, jobs=1)
    return files(tmp_path / "local")


def test_what_an_executor_loses_is_done_again(submissions, local, tmp_path):
    with Forgetful(losses=2) as executor:
        grade(submissions, tmp_path / "out", NAME, executor=executor)
    assert len(executor.seen) == 3 * len({works[0].key for works in executor.seen})
    assert files(tmp_path / "out") == local


def test_what_an_executor_always_loses_is_no_mark(submissions, tmp_path):
    with Forgetful(losses=10) as executor, \
            pytest.raises(UsageError, match="ConnectionError: the machine is gone"):
        grade(submissions, tmp_path / "out", NAME, executor=executor)
    assert not (tmp_path / "out" / "results.json").exists()


def test_other_processes_are_an_executor(submissions, local, tmp_path):
    """What is sent there is plain data: it can be pickled."""
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        grade(submissions, tmp_path / "out", NAME, executor=executor)
        assert files(tmp_path / "out") == local
        broken = executor.submit(sys.exit)
        assert isinstance(broken, Future)
        assert broken.exception(SECONDS) is not None
        next(iter(executor._processes.values())).kill()
        with pytest.raises(UsageError, match="BrokenProcessPool"):
            grade(submissions, tmp_path / "out", NAME, executor=executor, fresh=True)


@pytest.mark.parametrize(("other", "words"), [
    ({"numpy": "1.0"}, "another numpy (1.0 there, "),
    ({"graders": "0" * 16}, "another graders (0000000000000000 there, "),
    ({"more": "1"}, "another more (1 there, None here)"),
])
def test_a_machine_with_another_kit_grades_nothing(submissions, tmp_path, monkeypatch, other,
                                                    words):
    from autograder.grading import kit as module

    real = kit(NAME)
    monkeypatch.setattr(module, "kit", lambda assignment: real | other)
    with ThreadPoolExecutor(1) as executor, pytest.raises(UsageError, match=re.escape(words)):
        grade(submissions, tmp_path / "out", NAME, executor=executor)
    assert not (tmp_path / "out" / "results.json").exists()


def test_a_machine_with_less_isolation_grades_nothing(submissions, tmp_path, monkeypatch):
    monkeypatch.setattr(shard, "probe", lambda inside: {"level": 0})
    with ThreadPoolExecutor(1) as executor, \
            pytest.raises(UsageError, match="does not reach isolation level"):
        grade(submissions, tmp_path / "out", NAME, executor=executor)


# ---- wrong usage -------------------------------------------------------------------------


@pytest.mark.parametrize("options", [["--executor", "dask"], ["--scheduler", "tcp://x:1"]])
def test_a_cluster_is_named_by_both_options(submissions, tmp_path, options):
    done = course.run("grade", submissions, "--out", tmp_path / "out", *options)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--executor dask --scheduler ADDRESS" in done.stderr


# ---- a real cluster ----------------------------------------------------------------------


class Cluster:
    """A scheduler and workers, each a process of its own that this test has started."""

    def __init__(self, folder):
        pytest.importorskip("distributed")
        self.file, self.log = folder / "scheduler.json", folder / "log.txt"
        self.processes = []
        self._start(course.ROOT, "scheduler", "--scheduler-file", self.file, "--port", "0")
        end = time.monotonic() + SECONDS
        while not self.file.exists():
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)
        self.address = json.loads(self.file.read_text())["address"]

    def add_worker(self, root=course.ROOT):
        return self._start(root, "worker", self.address, "--nthreads", "1", "--no-nanny")

    def _start(self, folder, role, *options):
        with open(self.log, "a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{role}", *map(str, options),
                 "--host", LOOPBACK, "--no-dashboard"],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def grade(self, submissions, out):
        """Start the command."""
        return subprocess.Popen(
            course.command("grade", submissions, "--out", out, "--assignment", NAME,
                           "--executor", "dask", "--scheduler", self.address),
            cwd=course.ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def stop(self):
        for process in reversed(self.processes):  # a worker before its scheduler
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path)
    yield made
    made.stop()


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(cluster, tmp_path):
    first, second = cluster.add_worker(), cluster.add_worker()
    submissions = tmp_path / "class"
    for i in range(12):
        cells = (course.solved(NAME), course.released(NAME))[i % 2]
        course.write_notebook(submissions / f"student {i}.ipynb",
                              ["import time", *cells, f"n = {i}", "nothing = time.sleep(0.1)"])
    (submissions / "broken.ipynb").write_text("{")
    shutil.copy(submissions / "student 1.ipynb", submissions / "copied.ipynb")
    process = cluster.grade(submissions, tmp_path / "out")
    told = []
    for line in process.stderr:
        told.append(line)
        if re.match(r"graded [1-9]", line):
            first.kill()
            break
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, "".join(told) + err
    assert first.wait() != 0
    assert second.poll() is None
    grade(submissions, tmp_path / "local", NAME)
    assert files(tmp_path / "out") == files(tmp_path / "local")
    assert len(files(tmp_path / "out")) == 14 + 3


@pytest.mark.slow
def test_a_worker_with_other_graders_is_refused(cluster, submissions, tmp_path):
    root = tmp_path / "other kit"
    for folder in ("autograder", "reference", "solutions"):
        shutil.copytree(course.ROOT / folder, root / folder,
                        ignore=shutil.ignore_patterns("__pycache__"))
    with open(root / "reference" / f"{NAME}.py", "a") as file:
        file.write("# another reference\n")
    cluster.add_worker(root)
    process = cluster.grade(submissions, tmp_path / "out")
    _, err = process.communicate(timeout=300)
    assert process.returncode == 2
    assert re.search(r"would grade otherwise, it has another graders \(\w+ there, \w+ here\)\. "
                     "Install the same kit", err.splitlines()[-1])
    assert not (tmp_path / "out" / "results.json").exists()


def test_an_address_that_is_none_is_said_at_once():
    pytest.importorskip("distributed")
    from autograder.grading import dask

    with pytest.raises(UsageError, match="No Dask scheduler answers at nowhere: missing port"), \
            dask.cluster("nowhere"):
        pass


@pytest.mark.slow
def test_a_cluster_without_workers_or_without_anybody_says_so(
        cluster, submissions, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.grading.dask.SECONDS", 2.0)
    from autograder.grading import dask

    with pytest.raises(UsageError, match="has no worker"), dask.cluster(cluster.address):
        pass
    cluster.stop()
    with pytest.raises(UsageError, match="No Dask scheduler answers"), \
            dask.cluster(cluster.address):
        pass
