"""The layers of the confinement: each one by itself, and what must still work inside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from autograder.checker.assignment import load
from autograder.doctor import doctor
from autograder.errors import UsageError
from autograder.grading import grade, run
from autograder.grading.student import RemoteStudent
from autograder.worker import wire
from autograder.worker.client import Crashed, Workers
from autograder.worker.confine import readable_paths
from autograder.worker.probe import ATTEMPTS, probe

ROOT = Path(__file__).resolve().parents[1]
SOLUTION = ROOT / "solutions" / "linear_regression"
HEADERS = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="layers of Linux")
confined = pytest.mark.skipif(probe()["level"] < 2, reason="level 2 does not work here")


def attempted_without(layer: str) -> set[str]:
    """The acts that are refused when a layer is taken away."""
    code = f"""
        import runpy
        from autograder.worker.confine import Confinement
        make = Confinement.__init__
        def __init__(self):
            make(self)
            self.{layer} = None
        Confinement.__init__ = __init__
        runpy.run_path({str(ATTEMPTS)!r}, run_name="__main__")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=True,
                          capture_output=True, text=True, timeout=60)
    return set(json.loads(done.stdout)["denied"])


@confined
def test_every_act_is_refused() -> None:
    assert {"open", "write", "chmod", "kill", "socket", "fork", "exec"} <= set(probe()["denied"])


@confined
def test_the_probe_sees_that_landlock_is_missing() -> None:
    assert "open" not in attempted_without("_rules")


@confined
def test_the_probe_sees_that_seccomp_is_missing() -> None:
    assert "socket" not in attempted_without("_filter")


@linux
def test_the_repository_is_in_no_readable_path() -> None:
    for path in map(Path, readable_paths()):
        assert not ROOT.is_relative_to(path)
        assert not path.is_relative_to(ROOT) or path.is_relative_to(sys.prefix)


@pytest.mark.skipif(not HEADERS.exists(), reason="the kernel's headers are not installed")
def test_the_table_has_the_numbers_of_the_kernels_headers() -> None:
    from autograder.worker import seccomp

    known = dict(re.findall(r"#define __NR_(\w+) (\d+)", HEADERS.read_text()))
    ours = seccomp.refused("x86_64")
    assert len(ours) > 100
    newer = {name for name in ours if name not in known}
    assert all(ours[name] > max(map(int, known.values())) for name in newer)
    assert {name: int(known[name]) for name in ours if name in known} == \
        {name: number for name, number in ours.items() if name in known}


@linux
def test_the_filter_of_each_machine() -> None:
    from autograder.worker import seccomp

    for machine in seccomp.ARCHITECTURES:
        assert len(seccomp.program(machine)) % 8 == 0
    with pytest.raises(OSError, match="no table"):
        seccomp.program("pdp11")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_nothing_of_linux_is_imported_elsewhere(platform: str) -> None:
    code = f"""
        import asyncio, shutil, subprocess, sys, unittest.mock
        sys.platform = {platform!r}
        from autograder.worker import bubble, client, confine, probe
        assert probe.probe() == {{"level": 1, "denied": []}}
        assert bubble.command() == []
        assert not [name for name in sys.modules if name.endswith((".landlock", ".seccomp"))]
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=True,
                   timeout=60)


LAZY = """
import array, bisect, collections, contextlib, copy, dataclasses, datetime, decimal, fractions
import functools, itertools, json, math, random, re, statistics, time, typing, unittest.mock
import numpy.ctypeslib, numpy.fft, numpy.ma, numpy.polynomial, numpy.testing
import matplotlib.animation, matplotlib.gridspec, mpl_toolkits.mplot3d
import matplotlib.pyplot as plt


def linear_equation(x, w, b):
    import sqlite3, xml.etree.ElementTree, zoneinfo
    from tqdm import tqdm
    for _ in tqdm(range(2)):
        figure, axes = plt.subplots()
        axes.plot([1, 2], label="a")
        axes.set_title(r"$\\alpha$ and ü")
        axes.legend()
        figure.tight_layout()
        figure.canvas.draw()
        plt.savefig("picture.png")
        plt.show()
    plt.style.use("ggplot")
    return w * x + b
"""


def test_what_is_loaded_late_can_be_loaded() -> None:
    with Workers() as workers:
        student = RemoteStudent(load(SOLUTION), [LAZY], workers)
        student.ready()
        assert student.problems == {}
        assert student.linear_equation(2.0, 3.0, 1.0) == 7.0
        student.close()


@linux
def test_a_worker_dies_with_its_server() -> None:
    with Workers() as workers:
        worker = workers.start()
        assert isinstance(worker.ask(wire.CloseFigures(), 5), wire.Answer)
        assert workers._server is not None
        workers._server.kill()
        workers._server.wait()
        time.sleep(0.2)
        with pytest.raises(Crashed):
            worker.ask(wire.CloseFigures(), 1)


def test_grading_below_the_required_level_is_refused(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "probe", lambda inside=False: {"level": 1, "denied": []})
    with pytest.raises(UsageError, match="level 2 is required, but here only level 1 works"):
        grade(SOLUTION / "linear_regression.py", tmp_path / "out", require_isolation=2)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(probe(inside=True)["level"] < 3, reason="bubblewrap does not work here")
def test_grading_inside_bubblewrap(tmp_path: Path) -> None:
    found = grade(SOLUTION / "linear_regression.py", tmp_path / "out", jobs=1,
                  require_isolation=3)
    assert found["isolation"]["level"] == 3
    assert found["submissions"][0]["score"] == 20.0


def test_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor() == 0
    said = capsys.readouterr().out
    assert "numpy" in said
    assert f"Level {probe()['level']}" in said
    assert "Grading can work." in said


@linux
@pytest.mark.parametrize(("name", "value"), [("RLIMIT_NOFILE", 40), ("RLIMIT_CPU", 60)])
def test_a_worker_that_cannot_be_confined_is_said_and_is_no_mark(
        tmp_path: Path, name: str, value: int) -> None:
    """Limits that are lower than the worker's own cannot be raised by an ordinary user."""
    code = f"import resource, sys; from autograder import cli; " \
           f"resource.setrlimit(resource.{name}, ({value}, {value})); " \
           "sys.exit(cli.run(sys.argv[1:]))"
    done = [subprocess.run([sys.executable, "-c", code, *command], cwd=ROOT, check=False,
                           capture_output=True, text=True, timeout=60)
            for command in (["grade", str(SOLUTION / "linear_regression.py"), "--out",
                             str(tmp_path / "out")], ["doctor"])]
    assert [one.returncode for one in done] == [2, 1]
    assert f"A worker cannot be shut in: its {name} would be" in done[0].stderr
    assert f"Grading cannot work. A worker cannot be shut in: its {name}" in done[1].stdout
    assert "Traceback" not in done[0].stderr + done[1].stderr
    assert not (tmp_path / "out" / "results.json").exists()
