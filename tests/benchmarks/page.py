"""What was measured, as a table in Markdown and as a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.processes import cores
from tests.benchmarks.measure import Measured

# Okabe and Ito's colours, which colour-blind people can tell apart.
BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"
NAMES = {"right": "`grade`, right and distinct notebooks",
         "mixed": "`grade`, a mixed class", "same files": "`grade`, twenty files over and over"}
COURSES = {"stock": "stock nbgrader, executing notebooks with asserts",
           "bookkeeping": "nbgrader's bookkeeping, execution taken out",
           "ours": "`nbgrader autograde` with this kit"}


BEGIN, END = "<!-- made by tests/benchmarks -->", "<!-- end of what tests/benchmarks made -->"
LARGE = (100_000, 1_000_000)
LEAST = 500  # submissions from which on memory is worth comparing


@dataclass
class Graded:
    """One class that was graded."""

    size: int
    measured: Measured
    stored: float


@dataclass
class Table:
    """Everything of one run."""

    floor: float | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    graded: dict[str, list[Graded]] = field(default_factory=dict)
    courses: dict[str, tuple[int, float]] = field(default_factory=dict)

    def note(self, what: str, found: str) -> None:
        """A single number."""
        self.notes.append((what, found))

    def grade(self, name: str, size: int, measured: Measured, stored: float) -> None:
        """A class that was graded; `stored` in bytes for each submission."""
        sizes = self.graded.setdefault(name, [])
        sizes[:] = sorted([one for one in sizes if one.size != size]
                          + [Graded(size, measured, stored)], key=lambda one: one.size)

    def nbgrader(self, name: str, size: int, seconds: float) -> None:
        """A course that was autograded."""
        self.courses[name] = size, seconds

    def markdown(self, machine: str, arguments: str) -> str:
        """The table, with the machine and the command that made it."""
        lines = ["# Benchmarks", "", f"Measured in one run on {machine}, confinement on:", "",
                 "```", f"python -m tests.benchmarks {arguments}".rstrip(), "```", "",
                 "| what | found |", "|---|---|"]
        lines += [f"| {what} | {found} |" for what, found in [*self.notes, *self._ratios()]]
        rows = [(name, one) for name in NAMES for one in self.graded.get(name, [])]
        if rows:
            lines += ["", "| class | students | wall time | each | memory of the grader | of a "
                      "grading process | stored, each |", "|---|---|---|---|---|---|---|"]
            lines += [f"| {NAMES[name]} | {one.size} | {one.measured.seconds:.1f} s | "
                      f"{1000 * one.measured.seconds / one.size:.1f} ms | "
                      f"{one.measured.main:.0f} MB | {one.measured.grading:.0f} MB | "
                      f"{one.stored / 1000:.1f} kB |" for name, one in rows]
        lines += self._worked_out()
        if self.courses:
            lines += ["", "| nbgrader | notebooks | wall time | each |", "|---|---|---|---|"]
            lines += [f"| {COURSES[name]} | {size} | {seconds:.1f} s | {seconds / size:.2f} s |"
                      for name, (size, seconds) in self.courses.items()]
        return "\n".join(lines) + "\n"

    def brief(self) -> str:
        """What an instructor wants to know, in a few lines of Markdown."""
        rows = []
        for one in self.graded.get("right", [])[-1:]:
            rows.append((f"`grade`, {one.size:,} right and distinct notebooks",
                         f"{one.measured.seconds:.0f} s"))
        for name, what in COURSES.items():
            if name in self.courses:
                size, seconds = self.courses[name]
                rows.append((f"{what}, {size} notebooks", f"{seconds:.1f} s"))
        ratios = [(f"{what[0].upper()}{what[1:]}", found) for what, found in self._ratios()]
        return "\n".join(["| | |", "|---|---|", *(f"| {what} | {found} |"
                                                 for what, found in [*rows, *ratios])])

    def _worked_out(self) -> list[str]:
        """What large numbers of right and distinct notebooks take, by the largest class."""
        right = self.graded.get("right", [])
        slope = self._slope(right) or self._slope(self.graded.get("same files", []))
        if not right or slope is None:
            return []
        one = right[-1]
        hours = one.measured.seconds / one.size * cores() / 3600
        lines = ["", f"Worked out from the class of {one.size}:", "",
                 "| submissions | core hours | on 1 machine of 16 cores | on 10 of them | memory "
                 "of the grader | stored |", "|---|---|---|---|---|---|"]
        for size in LARGE:
            lines.append(
                f"| {size:,} | {size * hours:,.1f} | {_hours(size * hours / 16)} | "
                f"{_hours(size * hours / 160)} | "
                f"{one.measured.main + slope * (size - one.size) / 1000:,.0f} MB | "
                f"{size * one.stored / 1e9:,.1f} GB |")
        return lines

    @staticmethod
    def _slope(some: list[Graded]) -> float | None:
        """Memory of the grader for one more student, in kB, where the classes are large."""
        large = [one for one in some if one.size >= LEAST]
        if len(large) < 2:
            return None
        more = large[-1].measured.main - large[0].measured.main
        return 1000 * more / (large[-1].size - large[0].size)

    def _ratios(self) -> list[tuple[str, str]]:
        found = []
        largest = self.graded.get("right", [])[-1:]
        for one in largest:
            each = one.measured.seconds / one.size
            if self.floor is not None:
                found.append((f"cost of a submission in a class of {one.size}, in floors",
                              f"{each / self.floor:.2f}"))
            if "stock" in self.courses:
                size, seconds = self.courses["stock"]
                found.append(("stock nbgrader's time for a notebook, in ours",
                              f"{seconds / size / each:.0f}"))
        if {"ours", "bookkeeping"} <= set(self.courses):
            ratio = self.courses["ours"][1] / self.courses["bookkeeping"][1]
            found.append(("`nbgrader autograde` with this kit, in nbgrader's bookkeeping",
                          f"{ratio:.2f}"))
        for name, what in (("right", "file of its own"), ("same files", "file known already")):
            slope = self._slope(self.graded.get(name, []))
            if slope is not None:
                found.append((f"memory of the grader for one more student, with a {what}",
                              f"{slope:.2f} kB"))
        return found


def _hours(hours: float) -> str:
    return f"{60 * hours:.0f} min" if hours < 2 else f"{hours:.1f} h"


def write(table: Table, text: str, folder: Path) -> None:
    """Write ``benchmarks.md``, its picture into ``pictures/``, and the brief into the README."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    picture = folder / "pictures" / "benchmarks.svg"
    _draw(table, picture)
    (folder / "benchmarks.md").write_text(
        f"{text}\n![Time and memory over the number of submissions](pictures/{picture.name})\n",
        encoding="utf-8")
    _put_into(folder.parent / "README.md", table.brief())


def _put_into(readme: Path, brief: str) -> None:
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n\n{brief}\n\n{END}{after}", encoding="utf-8")


def _draw(table: Table, path: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    # The same picture from the same numbers, with text as text.
    matplotlib.rcParams |= {"svg.hashsalt": "benchmarks", "svg.fonttype": "none"}
    import matplotlib.pyplot as plt

    figure, (time, memory) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    for name, colour, marker in (("right", BLUE, "o"), ("mixed", ORANGE, "s")):
        some = table.graded.get(name, [])
        time.plot([one.size for one in some], [one.measured.seconds for one in some],
                  color=colour, marker=marker, label=f"grade, {name}")
    if table.courses:
        for (name, (size, seconds)), marker in zip(table.courses.items(), "^vD", strict=False):
            time.plot(size, seconds, color=GREEN, marker=marker, linestyle="",
                      label=f"nbgrader, {name}")
    if table.floor is not None and table.graded.get("right"):
        most = table.graded["right"][-1].size
        time.plot([1, most], [table.floor, table.floor * most], color="black", linestyle=":",
                  label="floor")
    time.set(xscale="log", yscale="log", xlabel="submissions", ylabel="seconds",
             title="Wall time")
    for name, colour, marker in (("right", BLUE, "o"), ("same files", GREEN, "^")):
        some = table.graded.get(name, [])
        memory.plot([one.size for one in some], [one.measured.main for one in some],
                    color=colour, marker=marker, label=f"grader, {name}")
    memory.set(xscale="log", ylim=(0, None), xlabel="submissions", ylabel="MB",
               title="Peak memory")
    for axes in (time, memory):
        if axes.lines:
            axes.legend(fontsize="small", frameon=False)
        axes.grid(alpha=0.25)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
