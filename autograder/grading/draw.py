"""Random data for a check: from the course's secret seed, or from a public one for messages."""

from __future__ import annotations

import hashlib

import numpy as np

PUBLIC_SEED = "public example"


class Draw:
    """A random generator for one check, the same for every student of a course.

    Attributes
    ----------
    rng : numpy.random.Generator
        Where the check's data come from; there is none before the check begins.
    """

    rng: np.random.Generator

    def __init__(self, stub: str, check: str) -> None:
        self._stub = stub
        self._check = check

    def restart(self, seed: str | None) -> None:
        """Begin again, with the data of a course's secret seed, or with the public example.

        The public example is one for all checks of a stub, so that there is less to read.
        """
        words = f"{PUBLIC_SEED}\0{self._stub}" if seed is None else \
            f"{seed}\0{self._stub}.{self._check}"
        digest = hashlib.sha256(words.encode()).digest()
        self.rng = np.random.default_rng(int.from_bytes(digest, "big"))
