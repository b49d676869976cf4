"""The commands: what they are called, what they take, and how they say what went wrong."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import autograder
from autograder.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

ROOT = Path(__file__).resolve().parents[1]
OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
SEED_VARIABLE = "AUTOGRADER_SEED"
NO_PROCESS = ("can't start new thread", str(OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))))
ON_ALL_CORES = ["-n", "auto", "--dist", "loadfile"]  # a file's tests share what they set up


class Parser(argparse.ArgumentParser):
    """Says wrong usage in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}. See {self.prog} --help.\n")


def run(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit code.

    0 when the command did what it is for, 1 when what it checks does not hold, 2 for wrong
    usage, 130 after Ctrl-C or SIGTERM.
    """
    _have_standard_streams()
    options = parser().parse_args(arguments)
    code = USAGE
    try:
        code = options.command(options)
        sys.stdout.flush()
    except UsageError as error:
        _complain(f"autograder: {error}")
    except BrokenPipeError:
        pass  # whoever reads the output has enough of it, as `head` has
    except (OSError, RuntimeError) as error:
        if str(error) in NO_PROCESS:
            _complain("autograder: no more processes can be started here. Are they limited "
                      "(ulimit -u)?")
        elif isinstance(error, OSError):
            _complain(f"autograder: {error.strerror or error}: {error.filename or ''}".rstrip(": "))
        else:
            raise
    except MemoryError:
        _complain("autograder: there is not enough memory here. Is it limited (ulimit -v)?")
    except KeyboardInterrupt:
        _complain("\nautograder: stopped.")
        code = INTERRUPTED
    _let_go_of_closed_pipes()
    return code


def _let_go_of_closed_pipes() -> None:
    """What nobody reads any more must not become Python's own exit code 120 at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _have_standard_streams() -> None:
    """Make sure that there are all three, and that every text can be written to them.

    Whoever starts a command may have closed them, and may have a locale of few letters.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - stays
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _complain(text: str) -> None:
    """Say something on standard error, whether or not anybody is there to read it."""
    with contextlib.suppress(OSError):
        print(*map(_printable, text.split("\n")), sep="\n", file=sys.stderr, flush=True)


def parser() -> Parser:
    """All commands and their options."""
    top = Parser(prog="autograder", description=autograder.__doc__)
    top.add_argument("--version", action="version", version=f"autograder {autograder.__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, command: Callable[[Any], int], text: str, example: str) -> Parser:
        one = commands.add_parser(name, help=text, description=text,
                                  epilog=f"example: {example}")
        one.set_defaults(command=command)
        return one

    demo = add("demo", _demo, "Make a sample class of about 40 submissions and grade it.",
               "python3 -m autograder demo")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="FOLDER",
                      help="where the class and its results go (default: demo)")

    test = add("test", _test, "Run the kit's own tests: the fast ones, or all of them.",
               "python3 -m autograder test --all")
    test.add_argument("--all", action="store_true", help="the slow tests too")
    test.add_argument("pytest", nargs="*", metavar="ARGUMENT",
                      help="handed on to pytest, after a --")

    build = add("build", _build, "Make assignments/ from solutions/.", "autograder build --check")
    build.add_argument("--check", action="store_true",
                       help="write nothing; exit 1 if assignments/ is not what it should be")

    grade = add("grade", _grade, "Grade a folder of submissions.",
                "autograder grade submitted --out results")
    grade.add_argument("submissions", type=Path, metavar="SUBMISSIONS",
                       help="one file or one folder a student, or nbgrader's submitted/")
    grade.add_argument("--out", type=Path, required=True, metavar="OUT",
                       help="folder for results.json, grades.csv, report.html and feedback/")
    grade.add_argument("--assignment", default="linear_regression", metavar="NAME")
    grade.add_argument("--jobs", type=_positive, metavar="N",
                       help="processes (default: one a core); on a cluster, shards at a time")
    grade.add_argument("--executor", choices=("processes", "dask"), default="processes",
                       help="where to grade: processes of this machine, or a Dask cluster")
    grade.add_argument("--scheduler", metavar="ADDRESS",
                       help="of the Dask cluster, for example tcp://10.0.0.1:8786")
    grade.add_argument("--student", action="append", metavar="NAME",
                       help="grade this student alone, and keep what is known of the others; "
                            "may be given more than once")
    grade.add_argument("--stream", action="store_true",
                       help="print each submission's row of results.json as soon as it is "
                            "known, a line of JSON each, in place of the summary")
    grade.add_argument("--fresh", action="store_true",
                       help="grade everything again, also what is unchanged; with --student, "
                            "this student")
    grade.add_argument("--seed", help="the course's secret seed (default: the environment "
                                      f"variable {SEED_VARIABLE}, else a public one)")
    grade.add_argument("--require-isolation", type=int, choices=(1, 2, 3), default=1,
                       metavar="LEVEL",
                       help="refuse to grade below this level (1, 2, or 3: inside bubblewrap)")
    grade.add_argument("--gradebook", metavar="URL",
                       help="also write the marks into this nbgrader gradebook, "
                            "for example sqlite:///gradebook.db")

    verify = add("verify", _verify, "Prove the graders with the catalogue of mistakes and of "
                 "correct variants.", "autograder verify")
    verify.add_argument("--assignment", default="linear_regression", metavar="NAME")
    verify.add_argument("--jobs", type=_positive, metavar="N",
                        help="processes (default: one a core)")
    verify.add_argument("--mutants", action="store_true",
                        help="instead of the catalogue: right work with one small change each, "
                             "made by machine")

    add("doctor", _doctor, "Say what works here: versions, isolation, what to install.",
        "autograder doctor")
    return top


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return number


def _demo(options: Any) -> int:
    from autograder.demo import demo

    return demo(options.out, _progress())


def _test(options: Any) -> int:
    import subprocess

    command = [sys.executable, "-m", "pytest", *ON_ALL_CORES, *options.pytest]
    if not options.all:
        command += ["-m", "not slow"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _build(options: Any) -> int:
    from autograder.build import build

    drifted = build(ROOT, check=options.check)
    if not drifted:
        print("assignments/ is up to date.")
        return OK
    for path in drifted:
        print(path)
    if options.check:
        print("autograder: these files differ from what solutions/ makes. Run: "
              "python3 -m autograder build", file=sys.stderr)
        return FAILED
    return OK


def _grade(options: Any) -> int:
    from autograder.grading import Stopped, grade

    # A machine that shuts down asks like this; what is graded is written, as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    seed = _seed(options)
    keywords: dict[str, Any] = {} if seed is None else {"seed": seed}
    try:
        with _executor(options) as (executor, room):
            results = grade(options.submissions, options.out, options.assignment,
                            jobs=options.jobs or room, fresh=options.fresh,
                            require_isolation=options.require_isolation, progress=_progress(),
                            students=options.student, executor=executor,
                            each=_print_row if options.stream else None, **keywords)
    except Stopped as stopped:
        _complain(f"autograder: {stopped}")
        return INTERRUPTED
    if options.gradebook is not None:
        from autograder.nbgrader.gradebook import write

        write(results, options.gradebook)
    if not options.stream:
        with contextlib.suppress(BrokenPipeError):  # everything is graded and written
            _summary(results, options.out)
    return OK


def _seed(options: Any) -> str | None:
    """The course's secret seed, if there is one.

    Raises
    ------
    UsageError
        If it is empty, as where a file that should hold it is not there, or is no text.
    """
    seed = os.environ.get(SEED_VARIABLE) if options.seed is None else options.seed
    if seed is None:
        return None
    is_empty = not seed.strip()
    if is_empty or seed != seed.encode("utf-8", "replace").decode():
        where = f"the environment variable {SEED_VARIABLE}" if options.seed is None else "--seed"
        raise UsageError(f"The seed in {where} is {'empty' if is_empty else 'no text'}. Give the "
                         "course's secret seed, or leave it out altogether.")
    return seed


def _print_row(row: dict[str, Any]) -> None:
    import json

    print(json.dumps(row), flush=True)


def _executor(options: Any) -> AbstractContextManager[tuple[Executor | None, int | None]]:
    """Where to grade, if not in processes of this machine, and how many shards at a time."""
    if (options.executor == "dask") != bool(options.scheduler):
        raise UsageError("A Dask cluster takes both: --executor dask --scheduler ADDRESS.")
    if options.scheduler is None:
        return nullcontext((None, None))
    from autograder.grading.dask import cluster

    return cluster(options.scheduler)


def _summary(results: dict[str, Any], out: Path) -> None:
    rows = results["submissions"]
    total, remarks = 0.0, []
    for row in rows:  # from disk, so once
        total += row["score"]
        if row["status"] != "graded":
            remarks.append(f"  {_printable(row['student'])}: {row['status']}. "
                           f"{_printable(row['reason'])}")
    print(f"{len(rows)} submissions, mean score {total / len(rows):.2f} of "
          f"{results['max_score']:g}.", *remarks, sep="\n")
    if results["passed_over"]:
        print(f"  {results['passed_over']} hidden entries were passed over.")
    print(f"Results: {out / 'results.json'}, {out / 'grades.csv'}, {out / 'feedback'}, "
          f"{out / 'report.html'}")


def _printable(text: str | None) -> str:
    """A name or reason that cannot steer a terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in text or "")


def _progress() -> Callable[[int, int], None]:
    """A bar on a terminal, plain lines elsewhere."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        bar: tqdm[Any] | None = None

        def draw(done: int, total: int) -> None:
            nonlocal bar
            bar = bar or tqdm(total=total, unit="submission", leave=False)
            bar.update(done - bar.n)
            if done >= total:
                bar.close()

        return draw
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        tenth = 10 * done // total
        if tenth > told:
            told = tenth
            _complain(f"graded {done} of {total}")

    return tell


def _verify(options: Any) -> int:
    if options.mutants:
        from autograder.mutants import verify_mutants as verify
    else:
        from autograder.verify import verify
    return verify(options.assignment, options.jobs, _progress())


def _doctor(options: Any) -> int:
    from autograder.doctor import doctor

    return doctor()
