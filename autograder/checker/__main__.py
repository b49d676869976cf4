"""Hints, model answers, a stub put back, and the checks on every save."""

from __future__ import annotations

import argparse
import sys

from . import packages  # noqa: F401 - first of all: says what is not installed
from .assignment import load
from .lines import WIDTH, wrapped
from .notebook import FOLDER, answer_text, hint
from .restore import put_back
from .saved import NoWork, find_work, read_work
from .watch import watch


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a sign shows a ?
    parser = argparse.ArgumentParser(prog="python -m checker", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command = commands.add_parser("hint", help="a hint for a task: hint forward; the next one: "
                                               "hint forward 2")
    command.add_argument("task")
    command.add_argument("tier", nargs="?", type=int, default=1, help="1 for a nudge, up to 3")
    command = commands.add_parser(
        "answer", help="the model answer to a task's question, once the task is done")
    command.add_argument("task")
    command = commands.add_parser(
        "restore", help="bring a stub back to how it was released: restore forward")
    command.add_argument("stub")
    commands.add_parser("watch", help="run pytest on every save, until Ctrl-C; what follows is "
                                      "for pytest: watch -k task4")
    if not arguments:
        parser.print_help()
        return 0
    given, options = parser.parse_known_args(arguments)
    if options and given.command != "watch":
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    try:
        if given.command == "hint":
            _hint(_number(given.task), given.tier)
        elif given.command == "answer":
            print(_answer(given.task))
        elif given.command == "restore":
            print(_restore(given.stub))
        else:
            return watch(FOLDER, options)
    except (ValueError, NoWork) as error:
        for line in str(error).splitlines():
            print("\n".join(wrapped(line, WIDTH)))
        return 2
    return 0


def _number(name: str) -> str | int:
    return int(name) if name.isdigit() else name


def _hint(name: str | int, tier: int) -> None:
    hint(name, tier)
    task = load(FOLDER).task(name)
    if 1 <= tier < len(task.hints):
        print(f"\nStill stuck? python -m checker hint {task.name} {tier + 1}")


def _answer(name: str) -> str:
    assignment = load(FOLDER)
    student = read_work(find_work(FOLDER, assignment), assignment)
    return answer_text(assignment, _number(name), student)


def _restore(stub: str) -> str:
    assignment = load(FOLDER)
    if stub not in assignment.stubs:
        raise ValueError(f"There is no stub {stub!r}. The stubs: {', '.join(assignment.stubs)}")
    path = find_work(FOLDER, assignment)
    before = path.read_bytes()
    kept = put_back(path, stub)
    if path.read_bytes() == before:
        return f"{stub} is as it was released. Nothing was changed."
    return (f"{stub} is again as it was released, in {path.name}.\n"
            + (f"What stood there is kept in {kept.parent.name}/{kept.name}.\n" if kept else "")
            + "If the notebook is open, load it anew; in JupyterLab: File, Reload Notebook from "
              "Disk.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
