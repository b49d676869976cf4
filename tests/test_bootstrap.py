"""The set-up on first use, with a stand-in for uv and, in the slow tier, for real."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from autograder import __main__, bootstrap
from tests.sample_course import ROOT

posix = pytest.mark.skipif(os.name == "nt", reason="a script stands in for uv")

# Makes real environments at once, by lending them the packages of the one that runs the tests.
UV = f"""#!{sys.executable}
import os, pathlib, subprocess, sys, time
here = pathlib.Path(__file__).parent
if sys.argv[1] == "venv":
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", sys.argv[-1]], check=True)
else:
    with open(here / "installs", "a") as file:
        file.write("install\\n")
    if (here / "fails").exists():
        sys.exit("no network")
    time.sleep(0.3)
    python = sys.argv[sys.argv.index("--python") + 1]
    packages = next(pathlib.Path(python).parent.parent.glob("lib/python*/site-packages"))
    kit = sys.argv[-1].partition("[")[0]
    (packages / "lent.pth").write_text(kit + "\\n{sysconfig.get_path('purelib')}\\n")
"""
WENT_ON = "invalid choice: 'nonsense'"  # said by a command line that has all it needs


class Machine:
    """A checkout and a Python that has nothing; uv is on PATH, and counts."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "kit"
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "uv").write_text(UV)
        (self.bin / "uv").chmod(0o755)
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "autograder", self.root / "autograder", ignore=skip)
        shutil.copy(ROOT / "pyproject.toml", self.root)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "bare"],
                       check=True)
        self.python = folder / "bare" / "bin" / "python"

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PATH": str(self.bin), **variables}
        return subprocess.Popen([self.python, "-m", "autograder", *arguments], cwd=self.root,
                                env=environment, text=True, start_new_session=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments: str, **variables: str) -> tuple[int, str]:
        process = self.start(*(arguments or ["nonsense"]), **variables)
        out, err = process.communicate(timeout=60)
        return process.returncode, out + err

    @property
    def installs(self) -> int:
        log = self.bin / "installs"
        return len(log.read_text().splitlines()) if log.exists() else 0


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_this_environment_has_what_pyproject_asks_for():
    assert bootstrap.missing() == []


@pytest.mark.parametrize(("requirement", "version", "met"), [
    ("kit>=4.5,<5", "4.6.2", True),
    ("kit>=4.5,<5", "4.5", True),
    ("kit>=4.5,<5", "4.5.0rc1", True),
    ("kit>=4.5,<5", "4.10.1", True),
    ("kit>=4.5,<5", "4.4.9", False),
    ("kit>=4.5,<5", "5.0.0", False),
    ("kit>=0.9.6,<0.10", "0.9.6", True),
    ("kit>=0.9.6,<0.10", "0.10.0a1", False),
    ("kit>=2.0.0", "2", True),
    ("kit>=2.0.0", "1.26.4", False),
    ("kit", "0.1", True),
])
def test_a_version_is_held_to_its_bounds(monkeypatch, requirement, version, met):
    monkeypatch.setattr(importlib.metadata, "version", {"kit": version}.__getitem__)
    monkeypatch.setattr(bootstrap, "requirements", lambda: [requirement])
    assert bootstrap.missing() == ([] if met else [requirement])


def test_an_old_python_gets_one_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert __main__.main() == 2
    said = capsys.readouterr().err
    assert "Python 3.10" in said
    assert "3.11 or newer" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_the_line(name):
    ast.parse((ROOT / "autograder" / name).read_text(encoding="utf-8"), feature_version=(3, 7))


@posix
def test_help_needs_no_set_up(machine):
    code, said = machine.run("grade", "--help")
    assert code == 0
    assert "example:" in said
    assert not (machine.root / ".venv").exists()


@posix
def test_the_first_start_sets_up_and_the_second_does_not(machine):
    code, said = machine.run()
    assert code == 2
    assert "this happens once" in said
    assert WENT_ON in said
    code, said = machine.run()
    assert code == 2
    assert "this happens once" not in said
    assert WENT_ON in said
    assert machine.installs == 1


@posix
def test_two_first_starts_take_turns(machine):
    both = [machine.start("nonsense") for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert [WENT_ON in text for text in said] == [True, True]
    assert sum("waiting for it" in text for text in said) == 1
    assert machine.installs == 1


@posix
def test_a_half_made_environment_is_made_anew(machine):
    (machine.bin / "fails").touch()
    code, said = machine.run()
    assert code == 1
    assert "no network" in said
    assert "this step of the set-up failed" in said
    assert WENT_ON not in said
    (machine.bin / "fails").unlink()
    rest = machine.root / ".venv" / "rest"
    rest.touch()
    assert WENT_ON in machine.run()[1]
    assert not rest.exists()


@posix
def test_a_moved_environment_is_made_anew(machine):
    machine.run()
    machine.root = machine.root.rename(machine.root.parent / "moved")
    assert WENT_ON in machine.run()[1]
    assert machine.installs == 2


@posix
def test_an_environment_of_ones_own_is_completed_and_kept(machine):
    own = machine.root / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", own], check=True)
    (own / "mine").touch()
    assert WENT_ON in machine.run()[1]
    assert (own / "mine").exists()


@posix
def test_an_environment_whose_python_is_gone_is_made_anew(machine):
    machine.run()
    python = machine.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("gone")
    assert WENT_ON in machine.run()[1]


@posix
def test_another_pythons_packages_are_kept_out(machine, tmp_path):
    old = tmp_path / "old" / "msgspec-0.1.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: msgspec\nVersion: 0.1\n")
    for _ in range(2):
        assert WENT_ON in machine.run(PYTHONPATH=str(old.parent))[1]
    assert machine.installs == 1


@posix
def test_a_python_without_pip_is_told_what_to_install(machine, tmp_path):
    (machine.bin / "uv").unlink()
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    code, said = machine.run(PYTHONPATH=str(tmp_path))
    assert code == 1
    assert "apt install python3-venv" in said


@posix
@pytest.mark.slow
@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_a_fresh_clone_runs_the_demo(tmp_path, installer):
    path = os.defpath
    if installer == "uv":
        uv = shutil.which("uv")
        if uv is None:
            pytest.skip("uv is not on PATH")
        path = f"{Path(uv).parent}{os.pathsep}{path}"
    clone = tmp_path / "clone"
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    began = time.monotonic()
    run = subprocess.run([bare / "bin" / "python", "-m", "autograder", "demo"], cwd=clone,
                         env={**os.environ, "PATH": path}, capture_output=True, text=True,
                         check=False, stdin=subprocess.DEVNULL)
    print(f"{installer}: {time.monotonic() - began:.0f} s")
    assert run.returncode == 0, run.stderr
    assert (clone / "demo" / "results" / "report.html").exists()
    assert (clone / ".venv" / "bin" / "alembic").exists()


def test_ctrl_c_at_the_start_is_no_traceback(monkeypatch, capsys):
    def stopped():
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.bootstrap.ensure", stopped)
    assert __main__.main() == 130
    assert capsys.readouterr().err == "autograder: stopped.\n"
