"""The student's side of grading: code in a process of its own, asked over a pipe."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.checker.assignment import Assignment, Stub, Task
from autograder.checker.expect import CheckFailed
from autograder.checker.student import NotAttempted, StudentError
from autograder.checker.values import Opaque
from autograder.grading.limits import Limits
from autograder.grading.student import RemoteObject, RemoteStudent
from autograder.worker import wire
from autograder.worker.client import Crashed, TimedOut, WorkerLost, Workers
from tests.hostile import left_running

TABLE = Assignment("sample", "A sample", (
    Task(1, "first", "First", 1, (Stub("answer", "answer(x, y=None)", ""),)),
    Task(2, "second", "Second", 1, (Stub("Model", "Model(size)", ""),
                                    Stub("use", "use(model)", ""))),
))
LIMITS = Limits(statement=1.0, call=1.0, submission=20.0)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a fork server")


@pytest.fixture(autouse=True)
def little_grace(monkeypatch):
    monkeypatch.setattr("autograder.worker.client.GRACE", 0.3)


@pytest.fixture(scope="module")
def workers():
    with Workers() as started:
        yield started


@pytest.fixture
def student_of(workers):
    """A function from source code to a student with that code loaded."""
    students = []

    def make(*cells, limits=LIMITS, ready=True):
        student = RemoteStudent(TABLE, [textwrap.dedent(cell) for cell in cells], workers, limits)
        students.append(student)
        if ready:
            student.ready()
        return student

    yield make
    for student in students:
        student.close()


def body(source):
    """A submission whose ``answer`` has that body."""
    return "def answer(x, y=None):\n" + textwrap.indent(textwrap.dedent(source), "    ")


def works(student):
    """Whether the code can be called (again)."""
    student.ready()
    return student.use(None) == "alive"


ALIVE = "def use(model):\n    return 'alive'"


# ---- calls and answers -------------------------------------------------------------------


def test_answers_come_back(student_of):
    student = student_of("import numpy as np\n" + body("return x * 2, [x, y], {}, None"))
    product, pair, thing, nothing = student.answer(np.eye(2), y="text")
    np.testing.assert_array_equal(product, 2 * np.eye(2))
    np.testing.assert_array_equal(pair[0], np.eye(2))
    assert pair[1] == "text"
    assert isinstance(thing, RemoteObject)
    assert nothing is None


def test_arguments_are_copies_and_come_back_as_they_are_afterwards(student_of):
    student = student_of(body("x += 1\nreturn x"))
    X = np.zeros((2, 1))
    np.testing.assert_array_equal(student.answer(X, y=3.0), np.ones((2, 1)))
    np.testing.assert_array_equal(X, np.zeros((2, 1)))
    np.testing.assert_array_equal(student.last.after["x"], np.ones((2, 1)))
    assert student.last.after["y"] == 3.0
    with pytest.raises(CheckFailed, match="changed its argument x"):
        student.last.leaves_alone("x")
    student.last.leaves_alone("y")


@pytest.mark.parametrize(("source", "touched"), [
    ("return np.random.randn()", True), ("np.random.seed(1)", True),
    ("return np.random.default_rng(1).random()", False), ("return 1", False),
])
def test_the_global_generator_is_watched(student_of, source, touched):
    student = student_of("import numpy as np\n" + body(source))
    student.answer(1)
    assert student.last.random_state_touched is touched


def test_a_call_has_not_drawn_what_was_drawn_between_two_calls(student_of):
    student = student_of("""
        import numpy as np
        class Model:
            W = property(lambda self: np.random.randn(), lambda self, value: np.random.seed(1))
        def answer(x, y=None): return Model()
    """)
    for use in (lambda model: model.W, lambda model: setattr(model, "W", 1.0)):
        use(student.answer(1))
        student.answer(1)
        assert student.last.random_state_touched is False


def test_an_exception_comes_back_in_a_learners_words(student_of):
    student = student_of(body("z = x @ x\nreturn z"))
    with pytest.raises(StudentError) as caught:
        student.answer(np.zeros((2, 3)))
    assert "ValueError in cell 1, answer, line 2" in str(caught.value)
    assert "z = x @ x" in str(caught.value)
    assert caught.value.raised.type == "ValueError"


@pytest.mark.parametrize("raising", [
    "raise SystemExit", "raise KeyboardInterrupt", "exit()", "import sys; sys.exit(3)",
    "class Odd(BaseException): pass\nraise Odd", "raise GeneratorExit", "return answer(x, y)",
    "input()", "import no_such_package", "raise ValueError('x' * 10**7)",
    "raise ValueError('\\ud800\\0')", "assert False", "return undefined",
])
def test_whatever_is_raised_is_an_answer(student_of, raising):
    student = student_of(body(raising), ALIVE)
    with pytest.raises(StudentError) as caught:
        student.answer(1)
    assert len(str(caught.value)) < 2_000
    assert works(student)
    assert not student.losses


def test_what_is_not_there_is_not_attempted(student_of):
    student = student_of("x = 1", "def use(model):\n    raise NotImplementedError('Task 2: use')")
    for stub in ("answer", "use"):
        with pytest.raises(NotAttempted, match=stub):
            getattr(student, stub)(1)
    with pytest.raises(AttributeError):
        student.no_stub(1)


def test_a_part_that_is_not_written_yet_is_named(student_of):
    student = student_of(body("raise NotImplementedError"), "def use(model):\n    answer(1)")
    with pytest.raises(StudentError, match="use needs answer, which is not written yet"):
        student.use(None)


def test_a_definition_that_failed_says_why(student_of):
    student = student_of("import no_such_package\ndef answer(:\n    pass")
    assert "answer" in student.problems
    with pytest.raises(StudentError, match="is not Python"):
        student.answer(1)


def test_prints_warnings_and_drawings_change_nothing(student_of):
    student = student_of("import warnings, sys, matplotlib.pyplot as plt\n" + body("""
        print("hello" * 10_000)
        sys.stderr.write("hello")
        warnings.warn("careful")
        plt.plot([1, 2]); plt.show()
        return sys.stdin.read()
    """))
    assert student.answer(1) == ""


# ---- models and Axes ---------------------------------------------------------------------

MODEL = """
import numpy as np
class Model:
    def __init__(self, size):
        self.W = np.zeros(size)
    def grow(self, by):
        self.W = self.W + by
        return self
    @property
    def broken(self):
        raise ValueError("broken")
def use(model):
    model.W[0] = 7
    return model
"""


def test_models_stay_in_the_worker_and_are_read_and_set_there(student_of):
    student = student_of(MODEL)
    model = student.Model(2)
    assert repr(model) == "<Model>"
    np.testing.assert_array_equal(model.W, [0, 0])
    model.W = np.array([1.0, 2.0])
    assert student.use(model) == model
    np.testing.assert_array_equal(model.W, [7, 2])
    assert model.grow(1) == model
    np.testing.assert_array_equal(model.W, [8, 3])
    assert student.Model(2) != model
    for reading in ("nothing", "broken"):
        with pytest.raises(StudentError):
            getattr(model, reading)


def test_handles_are_forgotten_with_the_figures(student_of):
    student = student_of(MODEL)
    model = student.Model(1)
    student.close_figures()
    with pytest.raises(StudentError):
        _ = model.W


def test_an_axes_is_read_as_data(student_of):
    student = student_of("import matplotlib.pyplot as plt\n" + body("""
        ax = x if x is not None else plt.gca()
        ax.plot([0, 1], [2, 3], color="red", label="line")
        ax.scatter([4], [5])
        ax.set_xlabel("time")
        ax.legend()
        return ax
    """))
    for given in (False, True):
        axes = student.new_axes() if given else None
        seen = student.picture(student.answer(axes))
        assert seen.xlabel == "time"
        np.testing.assert_array_equal(seen.series[0].points, [[0, 2], [1, 3]])
        np.testing.assert_array_equal(seen.series[0].color, [1, 0, 0])
        np.testing.assert_array_equal(seen.series[1].points, [[4, 5]])
        assert [words for words, _ in seen.legend] == ["line"]
    for returned in (None, 5, Opaque("dict")):
        with pytest.raises(CheckFailed):
            student.picture(returned)
    with pytest.raises(StudentError):
        student.picture(axes.figure)


@pytest.mark.parametrize(("drawing", "marked"), [
    ("ax.plot(x, y)", False), ("ax.plot(x, y, 'o')", True), ("ax.plot(x, y, 'o-')", True),
    ("ax.plot(x, y, 'o-', ms=0)", False), ("ax.plot(x, y, 'o-', mfc='none', mec='none')", False),
    ("ax.plot(x, y, 'o-', mfc='none')", True), ("ax.plot(x, y, ',')", True),
    ("ax.scatter(x, y)", True), ("ax.vlines(x, 0, y)", False), ("ax.stairs(x, y + [5])", False),
    ("ax.add_patch(Circle((1, 3), 0.1))", True),
])
def test_points_are_told_from_the_line_that_joins_them(drawing, marked):
    from matplotlib.figure import Figure
    from matplotlib.patches import Circle

    from autograder.checker.picture import picture

    ax = Figure().subplots()
    exec(drawing, {"ax": ax, "x": [1.0, 2.0], "y": [3.0, 4.0], "Circle": Circle})
    seen = wire.decode_picture(wire.decode_reply(
        wire.frame(wire.encode_picture(picture(ax)))[wire.LENGTH.size:]))
    assert [one.marked for one in seen.series] == [marked]


@pytest.mark.parametrize("drawing", [
    "ax.vlines([1, 2], 0, 1, label='marks')", "ax.hlines([1], 0, 1, label='line')",
    "ax.errorbar([1], [2], yerr=[1], label='spread')", "ax.fill_between([0, 1], [0, 1], label='a')",
    "ax.bar([1, 2], [3, 4], label='bars')", "ax.axvspan(0, 1, label='span')",
    "ax.imshow([[1, 2]])", "ax.text(0, 0, 'hello')", "ax.stem([1, 2], label='stems')",
    "ax.hist([1, 2, 3], label='counts')", "ax.contour([[0, 1], [1, 0]])",
    "ax.scatter([1], [2], facecolors='none', edgecolors='red', label='open')",
    "ax.scatter([1, 2], [2, 3], c=[0.1, 0.9], label='mapped')", "ax.quiver([0], [0], [1], [1])",
    "ax.plot([], [], label='empty')", "ax.scatter([], [], label='empty')",
    "ax.plot([1, None, 3], [1, 2, np.nan], 'o', mfc='none', label='gaps')", "ax.pie([1, 2])",
    "ax.plot(['a', 'b'], [1, 2], label='words')", "ax.annotate('x', (0, 0), (1, 1))",
    "ax.plot([1, 2], [1, 2], color=(1, 0, 0, 0.5), label='alpha')", "ax.grid(); ax.axhline(0)",
    "ax.boxplot([[1, 2, 3]])", "ax.figure.legend()", "ax.twinx().plot([1], [1])",
    "ax.plot([1], [2], marker='o', linestyle='', label='dots')", "ax.step([0, 1], [0, 1])",
])
@pytest.mark.filterwarnings("ignore:No artists")
def test_whatever_else_is_drawn_can_be_looked_at(drawing):
    """Read in this process: the same code as the worker's, and extra artists are fine."""
    import matplotlib as mpl

    from autograder.checker.picture import picture

    mpl.use("Agg")
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    ax.plot([1, 2], [3, 4], label="line")
    exec(drawing, {"ax": ax, "np": np})
    ax.legend()
    seen = picture(ax)
    np.testing.assert_array_equal(seen.series[0].points, [[1, 3], [2, 4]])
    assert seen.legend[0][0] == "line"
    wire.decode_picture(wire.decode_reply(
        wire.frame(wire.encode_picture(seen))[wire.LENGTH.size:]))


@pytest.mark.parametrize(("drawing", "seen"), [
    ("ax.plot(x, y, alpha=0)", False), ("ax.plot(x, y, lw=0)", False),
    ("ax.plot(x, y, ls='')", False),
    ("ax.plot(x, y, color='none')", False), ("ax.plot(x, y, color=(0, 0, 1, 0))", False),
    ("ax.plot(x, y, 'o', ms=0)", False), ("ax.plot(x, y, 'o', mfc='none', mec='none')", False),
    ("ax.plot(x[:1], y[:1])", False), ("ax.plot(x[:1], y[:1], 'o')", True),
    ("ax.plot(x, y, alpha=0.01)", True), ("ax.plot(x, y, 'o', mfc='none')", True),
    ("ax.plot(x, y, 'o', lw=0)", True), ("ax.plot(x, y, 'o', mew=0)", True),
    ("ax.scatter(x, y, alpha=0)", False), ("ax.scatter(x, y, s=0)", False),
    ("ax.scatter(x, y, facecolors='none')", False), ("ax.scatter(x, y, color='none')", False),
    ("ax.scatter(x, y, facecolors='none', lw=0, edgecolors='r')", False),
    ("ax.scatter(x, y, facecolors='none', edgecolors='r')", True),
    ("ax.scatter(x, y, edgecolors='none')", True), ("ax.scatter(x, y, lw=0)", True),
    ("ax.scatter(x, y, alpha=[0, 0.5])", True), ("ax.scatter(x, y, c=[1, 2], alpha=0.1)", True),
    ("ax.scatter(x, y, c=[1, 2], alpha=0)", False), ("ax.scatter(x, y, marker='x')", True),
    ("ax.vlines(x, 0, y, alpha=0)", False), ("ax.vlines(x, 0, y)", True),
])
def test_what_leaves_no_ink_is_not_seen(drawing, seen):
    """As matplotlib itself renders it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from autograder.checker.picture import picture

    figure = Figure()
    ax = figure.subplots()
    ax.set_axis_off()
    exec(drawing, {"ax": ax, "x": [1, 2], "y": [3, 4]})
    FigureCanvasAgg(figure).draw()
    assert (np.asarray(figure.canvas.buffer_rgba()) < 255).any() == seen
    assert bool(picture(ax).series) == seen


# ---- substitutes -------------------------------------------------------------------------


def test_a_function_can_be_the_graders_own(student_of):
    student = student_of("def use(model):\n    return answer(model, y=2) + 1", body("return 1 / 0"))
    student.substitute({"answer": lambda x, y=None: x * y})
    student.ready()
    assert student.use(10.0) == 21.0
    assert student.used_substitutes == {"answer"}
    student.substitute({})
    student.ready()
    with pytest.raises(StudentError, match="ZeroDivisionError"):
        student.use(10.0)
    assert student.used_substitutes == set()


def test_wrong_arguments_for_a_substitute_are_the_learners_exception(student_of):
    student = student_of("def use(model):\n    return answer(model, 'no', 3)")
    student.substitute({"answer": lambda x, y=None: x * y * 2.0})
    student.ready()
    with pytest.raises(StudentError, match="answer"):
        student.use(10.0)
    assert not student.losses


def test_a_class_can_be_the_graders_own(student_of):
    class Model:
        def __init__(self, size):
            self.W = np.ones(size)

        def grow(self, by):
            self.W = self.W + by
            return self.W

    student = student_of("def use(model):\n    m = Model(2)\n    m.grow(3)\n    return m.W, m")
    student.substitute({"Model": Model})
    student.ready()
    W, model = student.use(None)
    np.testing.assert_array_equal(W, [4, 4])
    np.testing.assert_array_equal(model.W, [4, 4])
    own = student.Model(1)
    np.testing.assert_array_equal(own.W, [1])
    assert student.used_substitutes == {"Model"}


# ---- what can be lost --------------------------------------------------------------------


@pytest.mark.parametrize(("source", "kind"), [
    ("import os; os._exit(0)", Crashed),
    ("import ctypes; ctypes.string_at(0)", Crashed),
    ("import os; os.closerange(0, 100); return 1", Crashed),
    ("while True: pass", TimedOut),
    ("import time; time.sleep(60)", TimedOut),
    ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", TimedOut),
    ("import signal; signal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass", TimedOut),
    ("10 ** 10 ** 9", TimedOut),
    ("return (y or answer)(x, y)", None),
    ("import os\nfor fd in range(3, 64):\n    try: os.write(fd, b'junk' * 9)\n"
     "    except OSError: pass", Crashed),
    ("import os\nfor fd in range(3, 64):\n    try: os.write(fd, b'\\xff\\xff\\xff\\xff')\n"
     "    except OSError: pass\nwhile True: pass", Crashed),
    ("import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()", None),
])
def test_a_lost_worker_is_said_how_and_is_replaced(student_of, source, kind):
    student = student_of(body(source), ALIVE, limits=Limits(1.0, 0.4, 20.0))
    began = time.monotonic()
    if kind is None:
        with contextlib.suppress(StudentError):
            student.answer(1)
    else:
        with pytest.raises(kind) as caught:
            student.answer(1)
        assert student.losses == [caught.value]
    assert time.monotonic() - began < 5
    assert works(student)


@pytest.mark.parametrize(("source", "kind"), [
    ("return np.zeros(10**7)", "ndarray"),
    ("return np.broadcast_to(0.0, (10**9, 10**9))", "ndarray"),
    ("return [0.0] * 10**6", "list"),
    ("return 10 ** 10_000", "int"),
])
def test_huge_answers_are_named_and_not_sent(student_of, source, kind):
    student = student_of("import numpy as np\n" + body(source))
    assert student.answer(1).type == kind


@pytest.mark.parametrize("source", [
    "return ['x' * 4_000] * 50_000",
    "return [[np.zeros(1000)] * 300] * 300",
    "x = []\nfor i in range(20): x = [x, x, x, x, x, x, x, x, x, x]\nreturn [x] * 10",
    "return bytearray(10**12)",
    "return np.ones(10**10)",
    "x = [0]\nwhile True: x = x + x",
])
def test_what_takes_too_much_is_an_exception_or_a_lost_worker(student_of, source):
    student = student_of("import numpy as np\n" + body(source), ALIVE,
                         limits=Limits(1.0, 0.4, 20.0))
    began = time.monotonic()
    with contextlib.suppress(StudentError, WorkerLost):
        student.answer(1)
    assert time.monotonic() - began < 6
    assert works(student)


def test_what_is_flooded_is_not_heard(student_of, capfd):
    student = student_of("import os, sys\n" + body("""
        for i in range(200):
            print("flood" * 1_000)
            os.write(1, b"flood" * 1_000); os.write(2, b"flood" * 1_000)
        return 1
    """))
    assert student.answer(1) == 1
    assert "flood" not in "".join(capfd.readouterr())


# ---- while loading -----------------------------------------------------------------------


@pytest.mark.parametrize("statement", [
    "import os\nx = os._exit(3)",
    "import ctypes\nx = ctypes.string_at(0)",
    "def stop():\n    raise KeyboardInterrupt\nx = stop()",
    "class Odd(Exception):\n    def __str__(self): raise SystemExit\n"
    "def odd():\n    raise Odd\nx = odd()",
])
def test_a_statement_that_ends_the_program_costs_its_names_only(student_of, statement):
    student = student_of(body("return x"), statement, ALIVE)
    assert works(student)
    assert student.answer(5) == 5


def test_a_statement_that_never_comes_back_costs_its_names_only(student_of, monkeypatch):
    monkeypatch.setattr("autograder.worker.client.PARSING", 0.5)
    swallow = """
        def spin():
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass
        x = spin()
    """
    began = time.monotonic()
    student = student_of(body("return x"), swallow, ALIVE, limits=Limits(0.5, 1.0, 60.0))
    assert works(student)
    assert student.answer(5) == 5
    assert time.monotonic() - began < 10
    assert isinstance(student.losses[0], TimedOut)


def test_an_endless_statement_is_stopped_softly(student_of):
    student = student_of("x = [i for i in iter(int, 1)]", ALIVE, limits=Limits(0.3, 1.0, 20.0))
    assert works(student)
    assert not student.losses


def test_too_many_deadly_statements_are_given_up(student_of):
    deadly = "import os\n" + "".join(f"x{i} = os._exit(1)\n" for i in range(10))
    student = student_of(deadly, ready=False)
    with pytest.raises(Crashed):
        student.ready()
    assert student.losses


def test_a_submission_has_a_time_for_all(student_of):
    student = student_of(body("while True: pass"), ALIVE, limits=Limits(1.0, 0.3, 0.7))
    with pytest.raises(TimedOut, match=r"within 0\.3 s"):
        student.answer(1)
    student._spent = 0.8  # as after more of the same
    with pytest.raises(TimedOut, match="All tasks together"):
        student.ready()


# ---- the server --------------------------------------------------------------------------


def children(pid):
    """The living processes that a process has started."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.add(int(path.parent.name))
    return found


@linux
def test_a_server_that_is_killed_is_replaced():
    with Workers() as workers:
        student = RemoteStudent(TABLE, [ALIVE], workers, LIMITS)
        assert works(student)
        os.kill(workers._server.pid, signal.SIGKILL)
        workers._server.wait()
        other = RemoteStudent(TABLE, [ALIVE], workers, LIMITS)
        assert works(other)
        student.close()
        other.close()


@linux
def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    descriptors = set(os.listdir("/proc/self/fd"))
    with left_running() as left:
        with Workers() as workers:
            students = [RemoteStudent(TABLE, [ALIVE, body("while True: pass")], workers, LIMITS)
                        for _ in range(3)]
            assert all(map(works, students))
            assert left(0) == [workers._server.pid]
            assert len(children(workers._server.pid)) == 3
            students[0].close()
        assert left(10) == []
    assert list(tmp_path.iterdir()) == []
    for student in students:
        student.close()
    assert set(os.listdir("/proc/self/fd")) <= descriptors


def test_workers_know_nothing_of_each_other(student_of):
    first = student_of("import math\nmath.secret = 1\n" + body("return 1"))
    second = student_of("import math\n" + body("return hasattr(math, 'secret')"))
    assert first.answer(1) == 1
    assert second.answer(1) is False


def test_a_worker_has_nothing_of_the_grader(student_of, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SEED", "a secret")
    student = student_of("import os, sys\n" + body("""
        hidden = [name for name in sys.modules if name.startswith(("reference", "autograder.gra"))]
        return hidden, os.environ.get("AUTOGRADER_SEED"), sys.argv
    """))
    assert student.answer(1) == ([], None, ["submission"])
