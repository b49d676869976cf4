"""Which isolation holds on this machine: found by trying, never assumed."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from autograder.worker import bubble

ATTEMPTS = Path(__file__).with_name("attempts.py")
LIMITS, CONFINED, BUBBLE = 1, 2, 3  # the levels
SECONDS = 60.0


@functools.cache
def probe(inside: bool = False) -> dict[str, Any]:
    """Let a throw-away worker attempt what is forbidden.

    Parameters
    ----------
    inside
        Try it inside bubblewrap.

    Returns
    -------
    dict
        ``level``: 1 if only limits and deadlines hold, 2 if every attempt was refused,
        3 if that was so inside bubblewrap. ``denied``: the names of what was refused.
        ``allowed``, where the level is 1 although it was tried: what was not.
    """
    nothing = {"level": LIMITS, "denied": []}
    if not sys.platform.startswith("linux"):
        return nothing
    prefix = bubble.command() if inside else []
    if inside and not prefix:
        return nothing
    try:
        done = subprocess.run([*prefix, sys.executable, "-I", str(ATTEMPTS)], env={},
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
                              check=True)
        found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return nothing
    if found["allowed"]:
        return {"level": LIMITS, **found}
    return {"level": BUBBLE if inside else CONFINED, "denied": found["denied"]}
