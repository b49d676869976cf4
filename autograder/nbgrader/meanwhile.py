"""A class that is graded while nbgrader does its own bookkeeping: rows come as they are ready."""

from __future__ import annotations

import json
import logging
import subprocess
from pathlib import Path
from threading import Condition, Thread
from typing import IO, Any

from autograder.errors import UsageError
from autograder.nbgrader.names import student_id


class RowsMeanwhile:
    """Student, as nbgrader has the name, → the row of ``results.json``, waited for if need be.

    Parameters
    ----------
    command
        An ``autograder grade`` that streams its rows. It is a process of its own, since this
        one may be the server of Formgrader.
    folder
        Where it is started.
    log
        Where its messages go.

    Raises
    ------
    UsageError
        If it ends before it has begun to grade.
    """

    def __init__(self, command: list[str], folder: Path, log: logging.Logger) -> None:
        self._rows: dict[str, dict[str, Any]] = {}
        self._said = ""
        self._news = Condition()
        self._log = log
        self._open = 2  # streams that have not ended
        self._process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE, text=True, encoding="utf-8",
                                         errors="replace")
        for stream, take in ((self._process.stdout, self._take), (self._process.stderr, self._say)):
            # No daemons: whoever reads the results after this process finds them whole.
            Thread(target=self._read, args=(stream, take)).start()
        with self._news:
            self._news.wait_for(lambda: self._said.startswith("graded ") or not self._open)
        if not self._open and self._process.wait():
            raise UsageError(self._said)

    def __getitem__(self, student: str) -> dict[str, Any]:
        with self._news:
            self._news.wait_for(lambda: student in self._rows or not self._open)
            if student not in self._rows:
                raise UsageError(f"{student} was not graded: {self._said}")
            return self._rows[student]

    def _read(self, stream: IO[str], take: Any) -> None:
        with stream:
            for line in stream:
                with self._news:
                    take(line)
                    self._news.notify_all()
        with self._news:
            self._open -= 1
            self._news.notify_all()

    def _take(self, line: str) -> None:
        row = json.loads(line)
        self._rows[student_id(row["student"])] = row

    def _say(self, line: str) -> None:
        self._said = line.rstrip()
        self._log.info("%s", self._said)
