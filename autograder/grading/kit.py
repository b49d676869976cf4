"""What grades: this kit, its graders and the libraries that marks and messages depend on.

The same kit on the same files gives the same results. So results of another one are not
mixed in, neither from an earlier run nor from another machine.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
from pathlib import Path

import autograder
from autograder.errors import UsageError
from autograder.grading.places import GRADERS, REFERENCE, ROOT, SOLUTIONS

NAMING = ("catalogue", "diagnosis", "likeness", "patterns", "symptoms")  # modules of the kit
LIBRARIES = ("numpy", "matplotlib", "msgspec", "pytest")  # which run here and in the workers


@functools.cache
def kit(assignment: str) -> dict[str, str]:
    """Name → version or digest of everything that has a hand in the marks of an assignment."""
    engine = ROOT / "autograder"
    return {
        "kit": autograder.__version__,
        "graders": digest(GRADERS / assignment, REFERENCE, SOLUTIONS / assignment,
                          engine / "checker", engine / "grading", engine / "worker",
                          *(engine / f"{name}.py" for name in NAMING)),
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{name: importlib.metadata.version(name) for name in LIBRARIES},
    }


def expect_same_kit(assignment: str, theirs: dict[str, str]) -> None:
    """See to it that this machine would give the same marks as the one that asks.

    Raises
    ------
    UsageError
        If something differs; the message lists it.
    """
    mine = kit(assignment)
    if mine != theirs:
        other = ", ".join(f"{name} ({mine.get(name)} there, {theirs.get(name)} here)"
                          for name in {**mine, **theirs} if mine.get(name) != theirs.get(name))
        raise UsageError(f"{platform.node()} would grade otherwise, it has another {other}. "
                         "Install the same kit and environment on all machines.")


def digest(*paths: Path) -> str:
    """A digest of files, and of all Python and TOML files in folders."""
    found = hashlib.sha256()
    for top in paths:
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.suffix in (".py", ".toml") and "__pycache__" not in path.parts:
                found.update(path.relative_to(top.parent).as_posix().encode() + b"\0")
                found.update(path.read_bytes())
    return found.hexdigest()[:16]
