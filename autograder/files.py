"""Files written so that nobody ever reads half of one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replacing(path: Path, lasting: bool = True) -> Iterator[TextIO]:
    """Write a text file in UTF-8, piece by piece and yet atomically; missing folders are made.

    Whoever opens ``path`` meanwhile reads the old file; the new one takes its place when the
    block ends well. Line ends are written as they stand in the text, on every platform.

    Parameters
    ----------
    path
        The file.
    lasting
        Wait until it is on the disk. A power cut could else leave the new name without content.

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
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(scratch, path)
    except BaseException as error:
        scratch.unlink(missing_ok=True)
        if isinstance(error, OSError):  # it may name no file, or the scratch file
            error.filename = str(path)
        raise


def write_text(path: Path, text: str, lasting: bool = True) -> None:
    """Write a whole text file as `replacing` does."""
    with replacing(path, lasting) as file:
        file.write(text)
