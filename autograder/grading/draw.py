"""Random data for a check: from the course's secret seed, or from a public one for messages."""

from __future__ import annotations

import hashlib

import numpy as np

DEFAULT_SEED = "autograder"  # documented; a real course sets its own
PUBLIC_SEED = "public example"


class Draw:
    """A random generator for one check, the same for every student of a course.

    Attributes
    ----------
    rng : numpy.random.Generator
        Where the check's data come from.
    public : bool
        Whether the data may be shown: then they come from a fixed public seed.
    """

    def __init__(self, seed: str, stub: str, check: str) -> None:
        self._seed = seed
        self._stub = stub
        self._check = check
        self.restart()

    def restart(self, public: bool = False) -> None:
        """Begin again, with the secret data or with the public example.

        The public example is one for all checks of a stub, so that there is less to read.
        """
        self.public = public
        words = f"{PUBLIC_SEED}\0{self._stub}" if public else \
            f"{self._seed}\0{self._stub}.{self._check}"
        digest = hashlib.sha256(words.encode()).digest()
        self.rng = np.random.default_rng(int.from_bytes(digest, "big"))
