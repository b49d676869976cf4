"""How long a student's code may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds for one statement while a submission loads, for one call, and for all of it."""

    statement: float = 5.0
    call: float = 10.0
    submission: float = 60.0
