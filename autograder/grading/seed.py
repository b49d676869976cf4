"""The course's secret seed, from which all data of the hidden graders come."""

from __future__ import annotations

import hashlib

DEFAULT_SEED = "autograder"  # documented; a real course sets its own


def fingerprint(seed: str) -> str:
    """Tells two seeds apart without giving either away."""
    return hashlib.sha256(b"autograder seed\0" + seed.encode()).hexdigest()[:12]
