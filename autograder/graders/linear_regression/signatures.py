"""What tells the mistakes of a stub apart where plain probes do not: chance, models, plots.

Each function here has a stub's name and gives the *signature* of whoever filled it in: a list
of answers and numbers. Two that agree in all of them made the same mistake. ``observe``
calls a function and gives back its answer, or the exception as data.
"""

import numpy as np

from autograder.checker.picture import hue
from autograder.diagnosis import observe, plain, signature
from autograder.graders.linear_regression.statistics import correlation, echo, kurtosis

_RNG = np.random.default_rng(7)
_X = np.round(_RNG.uniform(0.5, 2, (5, 2)) * _RNG.choice([-1.0, 1.0], (5, 2)), 2)
_Y = np.array([[1.5], [-0.75], [2.25], [0.5], [-1.25]])
_OTHER = np.array([[0.6], [1.4], [-2.1], [0.9], [1.8]])
_W, _B = np.array([[0.8], [-1.2]]), 0.7
_N = 4000


@signature(atol=0.12)
def generate_data(student):
    """Shapes, statistics of features and noise, what the seed does, what is touched."""
    W, b = np.array([[1.5], [-2.0]]), 3.0

    def draw(n, noise_std=0.5, seed=1):
        return student.generate_data(W, b, num_examples=n, noise_std=noise_std, seed=seed)

    shapes = observe(lambda: _pair_shapes(draw(4)))
    yield shapes
    yield observe(lambda: _pair_shapes(student.generate_data(np.ones((3, 1)), b, num_examples=2)))
    if shapes != [[4, 2], [4, 1]]:
        return
    for noise_std in (0.5, 2.0):
        yield observe(lambda noise_std=noise_std: _statistics(
            *draw(_N, noise_std=noise_std), W, b, noise_std))
    yield observe(lambda: _is_on_the_plane(*draw(5, noise_std=0.0), W, b))
    yield observe(lambda: _is_rounded(draw(5)[1]))
    for one, other in ((3, 3), (3, 4), (0, 0), (0, 1), (0, 42), (None, None)):
        yield observe(lambda one=one, other=other: [
            bool(np.array_equal(x, y))
            for x, y in zip(draw(4, seed=one), draw(4, seed=other), strict=True)])
    yield observe(lambda: bool(np.allclose(*(
        y - X @ W - b for X, y in (draw(4, seed=one) for one in (3, 4))))))
    yield student.last.random_state_touched if student.last else None
    yield observe(lambda: draw(4) and np.array_equal(student.last.after["W"], W))


def _pair_shapes(pair):
    return [list(np.shape(part)) for part in pair]


def _is_on_the_plane(X, y, W, b):
    return bool(np.allclose(y, X @ W + b))


def _is_rounded(y):
    return bool(np.allclose(y, np.round(y, 3), 0, 1e-12))


def _statistics(X, y, W, b, noise_std):
    """Each has a standard error of at most 1/sqrt(4000), a fifth of what would tell two apart."""
    if np.shape(X) != (_N, len(W)) or np.shape(y) != (_N, 1) or \
            not (np.isfinite(X).all() and np.isfinite(y).all()):
        raise ValueError("no data")  # lstsq may never come back from nan or infinity
    n = len(X)
    noise = np.asarray(y - X @ W - b) / noise_std
    flat = np.resize(np.ravel(noise), n)
    fit = np.linalg.lstsq(np.column_stack([X, np.ones(n)]), flat, rcond=None)[0]
    z = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-12)
    return [
        *X.mean(axis=0), *X.std(axis=0), *np.clip((z**4).mean(axis=0), 0, 6) / 6,
        len(np.unique(X[:, 0])) / n, correlation(X[:, 0], X[:, -1]),
        max(echo(X[:, 0]), echo(X[:, -1])) > 0.5, echo(flat) > 0.5,
        noise.mean(), noise.std(), *np.clip(fit, -9, 9),
        *(correlation(flat, X.ravel(order)[:n]) for order in "CF"),
        correlation(abs(flat), abs((X @ W + b)[:, 0])),
        np.mean(np.abs(flat) < 1e-9), np.clip(kurtosis(flat), 0, 6) / 6,
    ]


# What a model is called elsewhere that has no W: in other courses and libraries.
_OTHER_NAMES = ("w", "weights", "bias", "weight", "W_", "_W", "coef_", "theta", "params", "beta")


@signature()
def LinearModel(student):  # noqa: N802 - the stub's name
    """Shapes and kinds of W and b, whether they are zero, what the seed does."""
    sizes = 1, 3, 4
    kinds = [[observe(lambda d=d: _kind(student.LinearModel(d, seed=2).W)),
              observe(lambda d=d: _kind_of_number(student.LinearModel(d, seed=2).b))]
             for d in sizes]
    yield from kinds
    if kinds != [[[[d, 1], "f", True], "one number"] for d in sizes]:
        yield observe(lambda: _kind(student.LinearModel(3).W))
        for name in _OTHER_NAMES:
            yield observe(lambda name=name: _kind(getattr(student.LinearModel(3, seed=2), name)))
        return  # of another kind, whatever the numbers are
    for name in ("W", "b"):
        yield observe(lambda name=name: _values(getattr(student.LinearModel(3, seed=2), name)))
    for name in ("W", "b"):
        for one, other in ((5, 5), (0, 0), (5, 6), (None, None)):
            yield observe(lambda one=one, other=other, name=name: np.array_equal(
                getattr(student.LinearModel(2, seed=one), name),
                getattr(student.LinearModel(2, seed=other), name)))
    yield observe(lambda: _kind(student.LinearModel(num_features=2, seed=1).W))
    yield observe(lambda: _after_another(student))
    yield observe(lambda: _after_setting(student))


def _kind(value):
    if isinstance(value, (bool, np.bool_)) or \
            not isinstance(value, (int, float, np.generic, np.ndarray)):
        return type(value).__name__
    array = np.asarray(value)
    return [array.shape, array.dtype.kind, bool(np.isfinite(array.astype(float)).all())]


def _kind_of_number(value):
    kind = _kind(value)
    right = isinstance(kind, list) and np.size(value) == 1 and kind[2]
    return "one number" if right else kind


def _values(value):
    array = np.asarray(value)
    return [bool((array == 0).all()), bool(np.unique(array).size == array.size)]


def _after_another(student):
    one = student.LinearModel(2, seed=1)
    student.LinearModel(5, seed=1)
    return [np.shape(one.W), np.shape(one.b)]


def _after_setting(student):
    one = student.LinearModel(2)
    one.W, one.b = _W, _B
    other = student.LinearModel(2)
    return [one.W, one.b, np.array_equal(other.W, _W), np.array_equal(other.b, _B)]


@signature(answers=True)
def train(student):
    """Losses and parameters after runs of several rates and lengths; a second call."""
    for rate, iterations in ((0.05, 1), (0.1, 2), (0.02, 12), (0.7, 3), (0.05, 0)):
        yield observe(lambda rate=rate, iterations=iterations: _run(
            student, (rate, iterations)))
    yield observe(lambda: _run(student, (0.05, 3), (0.1, 4)))
    yield observe(lambda: _run(student, (0.1, 400), y=_X @ _W[::-1] - 1.0))
    yield observe(lambda: _run(student, (0.05, 3), n=3))
    yield observe(lambda: _touched(student))
    yield observe(lambda: _summary(student.train(_model(student), _X, _Y)))


def _model(student):
    model = student.LinearModel(2)
    model.W, model.b = _W.copy(), _B
    return model


def _run(student, *asked, y=_Y, n=5):
    model = _model(student)
    losses = [student.train(model, _X[:n], y[:n], learning_rate=rate, iterations=iterations)
              for rate, iterations in asked]
    return [losses, model.W, model.b]


def _touched(student):
    student.train(_model(student), _X, _Y, 0.05, iterations=2)  # the rate by its place
    after = student.last.after
    return [after["X"], after["y"], student.last.random_state_touched]


def _summary(losses):
    return [type(losses).__name__, len(losses), losses[0], losses[1], losses[-1]]


@signature(answers=True)
def compare_predictions(student):
    """Both predictions, and whether the models are left alone."""
    def run(n):
        untrained, trained = student.LinearModel(2), student.LinearModel(2)
        untrained.W, untrained.b = _OTHER[:2], -1.5
        trained.W, trained.b = _W, _B
        pair = student.compare_predictions(untrained, trained, _X[:n])
        return [pair, untrained.W, untrained.b, trained.W, trained.b, student.last.after["X"]]

    for n in (5, 1):
        yield observe(lambda n=n: run(n))


@signature()
def plot_data(student):
    """What is drawn, and where."""
    yield from _plot(student, student.plot_data, _X, _Y)
    yield from _plot(student, student.plot_data, _X[:3, :1], _Y[:3])
    yield from _plot(student, student.plot_data, *(
        np.vstack([part, 2 * part, 3 * part]) for part in (_X, _Y)))
    yield from _plot(student, student.plot_data, np.hstack([_X, _X - 0.19]), _Y)


@signature()
def plot_losses(student):
    """What is drawn, and where."""
    yield from _plot(student, student.plot_losses, [5.0, 3.0, 3.5, 1.25])
    yield from _plot(student, student.plot_losses, (4.0 + np.sin(np.arange(510))).tolist())


@signature()
def plot_predictions(student):
    """What is drawn, and where."""
    yield from _plot(student, student.plot_predictions, _Y, _OTHER, _OTHER[::-1] * 2)
    yield from _plot(student, student.plot_predictions, *(
        np.vstack([part + k / 7 for k in range(42)]) for part in (_Y, _OTHER, _OTHER[::-1] * 2)))


def _plot(student, plot, *data):
    def draw(**options):
        student.close_figures()
        returned = plot(*data, **options)
        return _drawn(student, returned)

    def draw_on_given():
        student.close_figures()
        ax = student.new_axes()
        student.new_axes()
        returned = plot(*data, ax=ax)
        return [bool(returned == ax), _drawn(student, ax)]

    yield observe(draw)
    yield observe(draw_on_given)


def _drawn(student, axes):
    kind = plain(axes)
    if kind != "Axes":
        return kind
    seen = student.picture(axes)
    points = [one.points for one in seen.series]
    return [
        bool(seen.xlabel), bool(seen.ylabel),
        np.vstack(sorted(points, key=lambda one: one.tolist())) if points else None,
        sorted((hue(one.color), len(one.points), one.marked) for one in seen.series),
        sorted((hue(color), "un" in text.lower()) for text, color in seen.legend),
    ]
