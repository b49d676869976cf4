"""``autograder doctor``: what is installed, which isolation works here, what to install."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import sys

import autograder
from autograder.bootstrap import missing, requirements
from autograder.reports.words import ISOLATION
from autograder.worker.client import Workers
from autograder.worker.probe import BUBBLE, CONFINED, LIMITS, probe

TESTED = ("Linux", "x86_64")  # what the kit's own tests have been run on


def doctor() -> int:
    """Print what works here and what to do about the rest; 0 when grading can work."""
    print(f"autograder {autograder.__version__}")
    print(f"Python {platform.python_version()} in {sys.prefix}")
    _print_versions()
    print()
    _print_platform()
    _print_isolation()
    if lacking := missing():
        print(f"\nMissing: {', '.join(lacking)}. Install the packages of environment.yml, or run "
              "any command of the kit outside this environment to have it set up its own.")
        return 1
    try:
        with Workers() as workers:
            workers.start().end()
    except (OSError, RuntimeError) as error:
        print(f"\nGrading cannot work. {error}")
        return 1
    print("\nGrading can work.")
    return 0


def _print_versions() -> None:
    for requirement in requirements():
        name = re.split(r"[<>]", requirement)[0]
        try:
            print(f"  {name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            print(f"  {name}: not installed")
    for program, use in (("uv", "sets the kit up faster than pip"),
                         ("bwrap", "isolation level 3")):
        print(f"  {program}: {shutil.which(program) or f'not found ({use})'}")


def _print_platform() -> None:
    system, machine = platform.system(), platform.machine()
    tested = "tested" if (system, machine) == TESTED else \
        "untested: nobody has run the kit's tests here"
    print(f"Platform: {system} {platform.release()} on {machine}, {tested}.")


def _print_isolation() -> None:
    found = probe()
    user = "root; workers become an ordinary user" if getattr(os, "geteuid", lambda: 1)() == 0 \
        else "an ordinary user"
    print(f"Isolation, as {user}:")
    print(f"  {ISOLATION[found['level']]}")
    print(f"  Tried and refused: {', '.join(found['denied']) or 'nothing'}.")
    if found["level"] == LIMITS:
        if found.get("allowed"):
            print(f"  Tried and not refused: {', '.join(found['allowed'])}.")
        print("  For level 2 grade on Linux 5.13 or newer with Landlock and seccomp: a virtual "
              "machine or a container with a recent kernel does.")
    inside = probe(inside=True)
    if inside["level"] > CONFINED:
        print(f"  With --require-isolation 3: {ISOLATION[BUBBLE]}")
    elif shutil.which("bwrap") is None:
        print("  For level 3 install bubblewrap (on Debian and Ubuntu: apt install bubblewrap).")
    else:
        print("  bubblewrap is installed, but this machine does not let it work (user namespaces "
              "are switched off, or the container forbids them).")
