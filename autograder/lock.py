"""A lock on a file that goes with the process which holds it, however that ends."""

from __future__ import annotations

import sys
from typing import IO


def take_lock(file: IO[str]) -> bool:
    """Take the lock of an open file if it is free.

    Returns
    -------
    bool
        Whether this process has it now; it has until the file is closed.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
