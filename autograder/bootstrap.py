"""Set-up on first use, with nothing but the standard library.

In an environment that has the dependencies nothing is changed. Otherwise the kit makes a
``.venv`` of its own beside this package, installs itself there, and runs on in it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.lock import take_lock
from autograder.nbgrader import put_scripts_on_path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / ".made-by-autograder"  # holds the path of an environment of ours once it is whole
LOCK = ROOT / ".setup.lock"
EXTRAS = ("test",)
HELP = {"-h", "--help", "--version"}


def ensure() -> None:
    """Go on in an environment that has the dependencies, making it first if need be."""
    arguments = sys.argv[1:]
    if HELP.intersection(arguments[: (*arguments, "--").index("--")]):
        return  # argparse answers, with nothing but this Python
    if missing():
        if not _works():
            _set_up()
        _go_on(arguments)
    put_scripts_on_path()


def requirements() -> list[str]:
    """The kit's dependencies, as pyproject.toml has them."""
    import tomllib  # here and below: `--help` needs neither

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *(each for extra in EXTRAS for each in extras[extra])]


def missing() -> list[str]:
    """The dependencies that this Python does not have, or not in a version that will do."""
    return [requirement for requirement in requirements() if not _is_met(requirement)]


def _is_met(requirement: str) -> bool:
    """Compare an installed version with bounds like ``>=4.5,<5``."""
    import importlib.metadata

    name = re.split(r"[<>]", requirement)[0]
    try:
        version = _numbers(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False
    return all(version >= _numbers(bound) if sign == ">=" else version < _numbers(bound)
               for sign, bound in re.findall(r"(>=|<)([\d.]+)", requirement))


def _numbers(version: str) -> list[int]:
    """``"4.10.0rc1"`` → ``[4, 10]``: the release, in which zeros at the end say nothing."""
    release = re.match(r"[\d.]*\d", version)
    numbers = [int(part) for part in release[0].split(".")] if release else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers


def _works() -> bool:
    """Whether the kit's own environment is there and has what the kit needs."""
    return not _is_spoiled() and _runs(
        "import sys; from autograder import bootstrap; "
        "sys.exit(bool(bootstrap.missing()) or str(bootstrap.ROOT) != sys.argv[1])")


def _is_spoiled() -> bool:
    """Whether the environment is one of ours that was left half made, or moved since."""
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") != str(VENV)


def _runs(code: str) -> bool:
    """Whether the environment's Python runs some code to a good end."""
    try:
        return subprocess.run([PYTHON, "-I", "-c", code, str(ROOT)], check=False,
                              capture_output=True).returncode == 0
    except OSError:
        return False


def _set_up() -> None:
    """Make ``.venv`` and install the kit into it; two that start at once take turns."""
    try:
        with _alone():
            if _works():  # the other one has made it
                return
            began = time.monotonic()
            _say(f"setting up {VENV}; this happens once and takes a minute or two …")
            _make_environment()
            _run([*_installer(), "--editable", f"{ROOT}[{','.join(EXTRAS)}]"])
            if STAMP.exists():
                STAMP.write_text(str(VENV), encoding="utf-8")
            if not _works():
                sys.exit(f"autograder: {VENV} still lacks something. Delete this folder and run "
                         "the command again.")
            _say(f"set up in {time.monotonic() - began:.0f} s.")
    except OSError as error:
        sys.exit(f"autograder: the set-up cannot write to {ROOT}: {error}. Make the folder "
                 "writable, or install the packages of environment.yml into an environment of "
                 "your own.")
    except KeyboardInterrupt:
        _say("set-up stopped; the next start begins it anew.")
        sys.exit(130)


def _make_environment() -> None:
    """See to it that there is an environment whose Python runs.

    One that stands there already is kept if it runs: somebody may have made it for themselves.
    """
    if not _is_spoiled() and _runs("pass"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    STAMP.touch()
    if uv := shutil.which("uv"):
        _run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)])
    else:
        bare = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
        _run([sys.executable, "-m", "venv", *bare, str(VENV)])


def _installer() -> list[str]:
    """The command that installs into the environment."""
    talks = sys.stderr.isatty()  # elsewhere only what went wrong
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", *([] if talks else ["-q"]), "--python", str(PYTHON)]
    options = ["--disable-pip-version-check", "--no-input", *([] if talks else ["-qq"])]
    if _runs("import pip"):
        return [str(PYTHON), "-m", "pip", "install", *options]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *options]
    sys.exit(f"autograder: {sys.executable} has no pip, and uv is not on PATH. Install uv or pip "
             "(on Debian and Ubuntu: apt install python3-venv) and run the command again.")


def _run(step: list[str]) -> None:
    """Run one step; its words go to the terminal as they come."""
    outcome = subprocess.run(step, stdin=subprocess.DEVNULL, stdout=sys.stderr,
                             env=_environment(), check=False)
    if outcome.returncode != 0:
        sys.exit(f"autograder: this step of the set-up failed: {' '.join(step)}\nThe reason "
                 "stands above. If it is the network, run the command again when it is back; or "
                 "install the packages of environment.yml into an environment of your own.")


def _environment() -> dict[str, str]:
    """Without the variables that would mix another Python's packages in."""
    return {name: value for name, value in os.environ.items()
            if name not in ("PYTHONPATH", "PYTHONHOME")}


def _go_on(arguments: list[str]) -> None:
    """Run the same command in the kit's own environment."""
    # -P: without what lies in the folder in which this was started.
    command = [str(PYTHON), "-P", "-m", "autograder", *arguments]
    if os.name == "nt":
        raise SystemExit(subprocess.call(command, env=_environment()))
    os.execve(PYTHON, command, _environment())


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock, waiting for it if need be."""
    with open(LOCK, "w", encoding="utf-8") as file:
        if not take_lock(file):
            _say("another start is setting up; waiting for it …")
            while not take_lock(file):
                time.sleep(0.5)
        yield


def _say(text: str) -> None:
    print(f"autograder: {text}", file=sys.stderr, flush=True)
