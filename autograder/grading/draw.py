"""Random data for a check: from the course's secret seed, or from a public one for messages."""

from __future__ import annotations

import hashlib

import numpy as np

PUBLIC_SEED = "public example"


class Draw:
    """Random generators for one check, the same for every student of a course.

    Attributes
    ----------
    rng : numpy.random.Generator
        Where the check's data come from; there is none before the check begins.
    of_stub : numpy.random.Generator
        The same again for every check of the stub, for data on which several of them look at
        one answer.
    """

    rng: np.random.Generator
    of_stub: np.random.Generator

    def __init__(self, stub: str, check: str) -> None:
        self._stub = stub
        self._check = check

    def restart(self, seed: str | None) -> None:
        """Begin again, with the data of a course's secret seed, or with the public example.

        The public example is one for all checks of a stub, so that there is less to read.
        """
        of_stub = f"{PUBLIC_SEED if seed is None else seed}\0{self._stub}"
        self.of_stub = _generator(of_stub)
        self.rng = _generator(of_stub if seed is None else f"{of_stub}.{self._check}")


def _generator(words: str) -> np.random.Generator:
    digest = hashlib.sha256(words.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))
