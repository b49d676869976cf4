"""``python -m tests.benchmarks``: measure everything in one run, print it, write the table."""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from autograder.grading.processes import cores
from autograder.nbgrader import put_scripts_on_path
from tests.benchmarks import classes, courses, measure, page

PARTS = ("startup", "floor", "grade", "mixed", "nbgrader", "memory", "linear")
REPEATS = 5  # of what takes a second


class Benchmarks:
    """Measures part after part into one table.

    Parameters
    ----------
    scratch
        Where classes and results go.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self.table = page.Table()

    def grade(self, name: str, make: Callable[[Path, int], Path], size: int) -> measure.Measured:
        """Make a class, grade it from the start, and throw it away."""
        folder = make(self._scratch / "class", size)
        out = self._scratch / "out"
        measured = measure.command(
            ["-m", "autograder", "grade", str(folder), "--out", str(out)])
        self.table.grade(name, size, measured, _bytes(out) / size)
        shutil.rmtree(folder)
        shutil.rmtree(out)
        return measured

    def startup(self, options: argparse.Namespace) -> None:
        """The first answer of a command, the best of a few."""
        for words in (["--help"], ["grade", "--help"]):
            best = min(measure.command(["-m", "autograder", *words]).seconds
                       for _ in range(REPEATS))
            self.table.note(f"`autograder {' '.join(words)}`", f"{1000 * best:.0f} ms")
        best = min(self.grade("start-up", classes.correct, 1).seconds for _ in range(REPEATS))
        self.table.note("`autograder grade` of one file", f"{best:.2f} s")

    def floor(self, options: argparse.Namespace) -> None:
        """The floor, on as many notebooks as will do."""
        size = min(max(options.sizes), 200)
        folder = classes.correct(self._scratch / "class", size)
        self.table.floor = measure.floor(folder, size)
        self.table.note(f"floor, {size} notebooks", f"{1000 * self.table.floor:.1f} ms each")
        shutil.rmtree(folder)

    def grade_all(self, options: argparse.Namespace) -> None:
        """Right and distinct notebooks."""
        for size in options.sizes:
            self.grade("right", classes.correct, size)

    def mixed(self, options: argparse.Namespace) -> None:
        """Right in other ways, wrong, half done, untouched."""
        self.grade("mixed", classes.mixed, options.mixed)

    def nbgrader(self, options: argparse.Namespace) -> None:
        """Stock nbgrader, its bookkeeping alone, and its autograde with our steps."""
        size = options.notebooks
        for name, make in (("stock", courses.stock), ("bookkeeping", courses.empty),
                           ("ours", courses.ours)):
            course = make(self._scratch / name, size)
            self.table.nbgrader(name, size, courses.autograde(course))

    def memory(self, options: argparse.Namespace) -> None:
        """Memory over the number of students, of whom many hand in the same file."""
        for size in options.students:
            self.grade("same files", classes.few_files, size)

    def linear(self, options: argparse.Namespace) -> None:
        """Time and memory over the number of distinct notebooks."""
        for size in options.linear:
            self.grade("right", classes.correct, size)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__,
        epilog="All of it takes about half an hour on two cores that do nothing else. In a "
               "minute: python -m tests.benchmarks startup floor grade --sizes 1,40")
    parser.add_argument("parts", nargs="*", metavar="PART", default=PARTS,
                        help=f"some of: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--sizes", type=_numbers, default=[1, 100, 1000], metavar="N,N",
                        help="sizes of the classes of right notebooks (default: 1,100,1000)")
    parser.add_argument("--mixed", type=int, default=200, metavar="N",
                        help="size of the mixed class (default: 200)")
    parser.add_argument("--notebooks", type=int, default=20, metavar="N",
                        help="notebooks for nbgrader (default: 20)")
    parser.add_argument("--students", type=_numbers, default=[500, 1000, 2000, 5000, 20000],
                        metavar="N,N", help="sizes for the memory (default: up to 20000)")
    parser.add_argument("--linear", type=_numbers, default=[500, 2000, 5000], metavar="N,N",
                        help="sizes for the time (default: 500,2000,5000; 20000 takes longer)")
    parser.add_argument("--write", type=Path, metavar="FOLDER",
                        help="write benchmarks.md and pictures/benchmarks.svg there, and the brief "
                             "into the README beside it: docs")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    put_scripts_on_path()  # nbgrader calls alembic by its bare name
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        benchmarks = Benchmarks(Path(scratch))
        for part in PARTS:
            if part in options.parts:
                print(f"measuring: {part} …", file=sys.stderr, flush=True)
                getattr(benchmarks, "grade_all" if part == "grade" else part)(options)
    machine = f"{cores()} cores, {platform.system()}, Python {platform.python_version()}"
    text = benchmarks.table.markdown(machine, " ".join(sys.argv[1:]))
    print(text)
    if options.write:
        page.write(benchmarks.table, text, options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
