"""``python -m checker watch``: the checks again on every save."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .assignment import load
from .saved import candidates

MISSING = """\
Watching needs the package watchfiles, which is not installed for this Python.
In a terminal:  python -m pip install watchfiles
Without it: run pytest after each save; it makes the same checks."""


def watch(folder: Path, options: Sequence[str] = ()) -> int:
    """Run ``pytest`` in a folder now and whenever the learner's file is saved, until Ctrl-C.

    Parameters
    ----------
    folder
        The released folder.
    options
        For pytest, such as ``-k task4``.
    """
    try:
        import watchfiles
    except ModuleNotFoundError:
        print(MISSING)
        return 2
    names = {path.name for path in candidates(folder, load(folder))}
    try:
        _check(folder, options)
        for _ in watchfiles.watch(folder, recursive=False, watch_filter=lambda _, path:
                                  Path(path).name in names):
            _check(folder, options)
    except KeyboardInterrupt:
        print("\nNo longer watching.")
    return 0


def _check(folder: Path, options: Sequence[str]) -> None:
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        print("\033[2J\033[3J\033[H", end="")  # a clean screen for each run
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=folder, check=False)
    print("\nWatching. Save your notebook and this runs again. Ctrl-C ends it.", flush=True)
