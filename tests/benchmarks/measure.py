"""How long a command takes, and how much memory the processes that it starts."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.processes import cores

ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
GRADING = b"autograder.grading.processes"  # on the command line of a grading process
PAUSE = 0.05  # seconds between two looks at the memory
Peaks = dict[int, tuple[float, bool]]  # process → MB, and whether it grades


@dataclass
class Measured:
    """One run of a command: seconds, and peaks of memory in MB where the system tells them."""

    seconds: float
    main: float = 0.0
    grading: float = 0.0


def command(arguments: list[str], cwd: Path = ROOT, **variables: str) -> Measured:
    """Run a Python command to its end.

    Raises
    ------
    SystemExit
        If it fails; a failing command measures nothing.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    peaks: Peaks = {}
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen([sys.executable, *arguments], cwd=cwd, env=environment,
                                   stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        while process.poll() is None:
            _look(process.pid, peaks)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PAUSE)
        seconds = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)} failed:\n{said.read()[-3000:]}")
    return Measured(seconds, peaks.get(process.pid, (0.0, False))[0],
                    max((size for size, grades in peaks.values() if grades), default=0.0))


def _look(top: int, peaks: Peaks) -> None:
    """Note the peaks of a process and of the grading processes below it."""
    for pid in (top, *_children(top)):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            grades = GRADING in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                peaks[pid] = int(line.split()[1]) / 1024, grades


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def floor(folder: Path, size: int) -> float:
    """Seconds for each submission at the floor, with all cores at work."""
    jobs = min(cores(), size)
    running = [subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.floor", str(folder), str(part), str(jobs)],
        cwd=ROOT, env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, text=True)
        for part in range(jobs)]
    said = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise SystemExit("the floor could not be measured")
    return max(map(float, said)) / size
