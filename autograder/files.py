"""Files written so that nobody ever reads half of one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, atomically; missing folders are made.

    Whoever opens ``path`` meanwhile reads the old file or the new one. Line ends are written
    as they stand in ``text``, on every platform.

    Raises
    ------
    OSError
        If the file cannot be written; the old one is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        # "x" never follows a link that lies in wait, and keeps the umask's permissions.
        # A student's name that is no UTF-8 holds lone surrogates; they become JSON's escapes.
        with open(scratch, "x", encoding="utf-8", errors="backslashreplace",
                  newline="\n") as file:
            file.write(text)
        os.replace(scratch, path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
