"""Task 2: the data and their picture.

Random data are judged by their statistics on 4000 examples. Every bound is more than six
standard errors wide, so that correct work passes whatever the seed.
"""

import numpy as np

from autograder.checker.expect import expect, require
from autograder.checker.marks import needs, points, stub, value
from autograder.checker.values import count, show
from autograder.graders.linear_regression.axes import (
    expect_labels,
    expect_points,
    expect_same_axes,
    given_axes,
)
from autograder.graders.linear_regression.statistics import correlation, echo, kurtosis

N = 4000
USUAL_SEEDS = 0, 1, 42  # some of which stand for no seed at all in many a learner's code
NEAR_ZERO = 0.1  # for means and correlations: a standard error is 1/sqrt(4000) = 0.016
NEAR_ONE = 0.07  # for standard deviations: a standard error is 1/sqrt(8000) = 0.011
DIFFERENT = 0.95  # of all draws; even in float32 hardly two of 4000 are equal
REPEATED = 0.5  # for halves: a standard error is 1/sqrt(2000) = 0.022
KURTOSIS = 0.5  # around 3: a standard error is sqrt(24/4000) = 0.077


@stub("generate_data")
class TestGenerateData:
    def test_returns_X_and_y(self, student, data):  # noqa: N802 - X is the field's name
        """generate_data gives back X (n, d) and y (n, 1)."""
        for n, d in [(4, 2), (7, 3), (1, 1), (3, 5)]:
            W, b = data.parameters(d)
            _generate(student, W, b, num_examples=n, seed=data.seed())
        W, b = data.parameters(2)
        _generate(student, W, b)

    @needs("returns_X_and_y")
    @points(0.5)
    @value
    def test_features_are_standard_normal(self, student, data):
        """Every feature is drawn from a standard normal distribution, on its own."""
        X, _ = _many(student, *data.of_stub.parameters(3), 0.5, data.of_stub.seed())
        for j in range(3):
            x = X[:, j]
            require(abs(x.mean()) < NEAR_ZERO,
                    f"Feature {j} of {N} examples has the mean {_about(x.mean())}, "
                    "expected about 0.")
            require(abs(x.std() - 1) < NEAR_ONE,
                    f"Feature {j} of {N} examples has the standard deviation {_about(x.std())}, "
                    "expected about 1.")
            require(abs(kurtosis(x) - 3) < KURTOSIS,
                    f"Feature {j} does not have the bell shape of a normal distribution.")
            different = len(np.unique(x))
            require(different > DIFFERENT * N,
                    f"Feature {j} of {N} examples has only {count(different, 'different number')}, "
                    "expected a draw of its own for every example.")
            require(abs(correlation(x[1:], x[:-1])) < NEAR_ZERO,
                    "Neighbouring examples are not independent of each other.")
            require(echo(x) < REPEATED, f"The second half of feature {j} repeats the first half, "
                                        "or mirrors it.")
        for j, k in [(0, 1), (0, 2), (1, 2)]:
            require(abs(correlation(X[:, j], X[:, k])) < NEAR_ZERO,
                    f"Features {j} and {k} are not independent of each other.")

    @needs("returns_X_and_y")
    @points(0.75)
    @value
    def test_targets_follow_the_line(self, student, reference, data):
        """Without noise y is exactly X @ W + b."""
        for d in (2, 3, 1):
            W, b = data.parameters(d)
            X, y = _generate(student, W, b, num_examples=5, noise_std=0.0, seed=data.seed())
            require(np.ptp(X) > 0, "All the features are the same number.")
            expect(y, "y without noise").close_to(reference.forward(X, W, b))

    @needs("targets_follow_the_line")
    @points(0.5)
    @value
    def test_noise_has_the_given_spread(self, student, reference, data):
        """Every example has its own noise, with standard deviation noise_std."""
        for noise_std in (0.5, 2.0):
            W, b = data.of_stub.parameters(3)
            X, y = _many(student, W, b, noise_std, data.of_stub.seed())
            signal = reference.forward(X, W, b)
            noise = (y - signal)[:, 0]
            spread = noise.std()
            require(abs(spread / noise_std - 1) < NEAR_ONE,
                    f"With noise_std={show(noise_std)} the standard deviation of "
                    f"y - (X @ W + b) over {N} examples is {_about(spread)}, "
                    f"expected about {show(noise_std)}.")
            require(abs(noise.mean()) < NEAR_ZERO * noise_std,
                    f"The mean of the noise is {_about(noise.mean())}, expected about 0.")
            with_features = max(abs(correlation(noise, X[:, j])) for j in range(3))
            order = max(abs(correlation(noise, X.ravel(k)[:N])) for k in "CF")
            require(max(with_features, order) < NEAR_ZERO,
                    "The noise is not independent of the features: the same random numbers "
                    "are used for both.")
            require(abs(correlation(abs(noise), abs(signal[:, 0]))) < NEAR_ZERO,
                    "The noise is larger where y is larger, expected the same everywhere.")
            different = len(np.unique(np.round(noise, 9)))
            require(different > DIFFERENT * N,
                    f"The noise of {N} examples has only {count(different, 'different number')}, "
                    "expected a draw of its own for every example.")
            require(abs(correlation(noise[1:], noise[:-1])) < NEAR_ZERO,
                    "The noise of neighbouring examples is not independent.")
            require(echo(noise) < REPEATED,
                    "The second half of the noise repeats the first half, or mirrors it.")
            require(abs(kurtosis(noise) - 3) < KURTOSIS,
                    f"With noise_std={show(noise_std)} y - (X @ W + b) does not have the bell "
                    "shape of a normal distribution.")

    @needs("features_are_standard_normal")
    @points(0.25)
    def test_same_seed_same_data(self, student, reference, data):
        """The same seed gives the same data, another seed other data."""
        W, b = data.parameters(2)
        seed = data.seed()
        others = {}
        for one in dict.fromkeys((seed, seed + 1, *USUAL_SEEDS)):
            X, y = _generate(student, W, b, num_examples=4, seed=one)
            if one in (seed, 0):
                X_again, y_again = _generate(student, W, b, num_examples=4, seed=one)
                require(np.array_equal(X, X_again),
                        f"Two calls with seed={one} give two different X.")
                require(np.array_equal(y, y_again),
                        f"Two calls with seed={one} give two different y.")
            noise = y - reference.forward(X, W, b)
            for other, (X_other, noise_other) in others.items():
                both = f"A call with seed={other} and one with seed={one} give the same"
                require(not np.array_equal(X, X_other), f"{both} X.")
                require(not np.allclose(noise, noise_other), f"{both} noise in y.")
            others[one] = X, noise

    @needs("targets_follow_the_line")
    @points(0.25)
    def test_leaves_the_global_generator_alone(self, student, data):
        """NumPy's global generator and the arguments are left as they were."""
        W, b = data.parameters(2)
        for seed in (data.seed(), None):
            _generate(student, W, b, num_examples=4, seed=seed)
            require(not student.last.random_state_touched,
                    "After the call NumPy's global generator (np.random.seed, np.random.randn …) "
                    "is in another state. Draw from a generator of your own: "
                    "np.random.default_rng(seed).")
            student.last.leaves_alone("W")


def _many(student, W, b, noise_std, seed):
    """Enough examples for statistics; asked once for all of a stub's."""
    return student.once(_generate, W, b, num_examples=N, noise_std=noise_std, seed=seed)


def _generate(student, W, b, **options):
    """Call generate_data and hold its answer to the shapes of the contract."""
    n = options.get("num_examples", 1000)
    X, y = expect(student.generate_data(W, b, **options), "generate_data").is_pair("X", "y")
    expect(X, "X").is_array((n, len(W)))
    expect(y, "y").is_array((n, 1))
    return X, y


def _about(statistic):
    """A statistic as it is told: nobody needs its fourth decimal."""
    return show(round(float(statistic), 3) + 0.0)


@stub("plot_data")
class TestPlotData:
    def test_plot_returns_labelled_axes(self, student, data):
        """plot_data gives back the Axes, with a label on both axes."""
        expect_labels(student.drawn("plot_data", *_examples(data.of_stub, 5, 4)))

    @needs("plot_returns_labelled_axes")
    @points(0.5)
    @value
    def test_plot_shows_every_feature(self, student, data):
        """For every feature j the points (X[:, j], y) are on the Axes."""
        X, y = _examples(data.of_stub, 5, 4)
        _expect_clouds(student.drawn("plot_data", X, y), X, y)

    @needs("plot_shows_every_feature")
    @points(0.25)
    def test_plot_uses_the_given_axes(self, student, data):
        """With ax=… it draws on that Axes, and leaves the data alone."""
        X, y = _examples(data, 510, 1)
        ax = given_axes(student)
        expect_same_axes(ax, student.plot_data(X, y, ax=ax))
        student.last.leaves_alone("X", "y")
        seen = student.picture(ax)
        _expect_clouds(seen, X, y)
        expect_labels(seen)


def _examples(data, n, d):
    """X (n, d) and y (n, 1)."""
    return data.features(n, d), data.numbers(n, 1)


def _expect_clouds(seen, X, y):
    for j in range(X.shape[1]):
        expect_points(seen.series, X[:, j], y, f"the points (X[:, {j}], y)")
