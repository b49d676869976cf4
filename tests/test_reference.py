"""The oracle of linear regression is right: its gradients, its optimum, its data."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.linear_regression import (
    LinearModel,
    compare_predictions,
    forward,
    generate_data,
    gradients,
    linear_equation,
    mse_loss,
    optimum,
    train,
    update,
)

STEP = 1e-5  # of a central difference: exact for a quadratic but for rounding, about 1e-16 / STEP

shapes = st.tuples(st.integers(1, 12), st.integers(1, 6))
seeds = st.integers(0, 2**32 - 1)


def batch(shape, seed):
    """Random features, targets and parameters."""
    n, d = shape
    rng = np.random.default_rng(seed)
    return (rng.standard_normal((n, d)), rng.standard_normal((n, 1)),
            rng.standard_normal((d, 1)), rng.standard_normal())


def test_line_by_hand():
    assert linear_equation(3.0, 2.0, 1.0) == 7.0


def test_forward_by_hand():
    X = np.array([[1.0, 2.0], [3.0, 4.0], [0.0, 0.0]])
    W = np.array([[10.0], [1.0]])
    np.testing.assert_array_equal(forward(X, W, 0.5), [[12.5], [34.5], [0.5]])


def test_loss_by_hand():
    assert mse_loss(np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])) == (4 + 9) / 2


@given(shapes, seeds)
def test_forward_is_the_sum_over_features(shape, seed):
    X, _, W, b = batch(shape, seed)
    by_hand = [[sum(float(X[i, j] * W[j, 0]) for j in range(shape[1])) + b]
               for i in range(shape[0])]
    np.testing.assert_allclose(forward(X, W, b), by_hand, rtol=1e-12, atol=1e-12)


@given(shapes, seeds)
def test_gradients_by_finite_differences(shape, seed):
    X, y, W, b = batch(shape, seed)
    dW, db = gradients(X, y, forward(X, W, b))

    def loss(W, b):
        return mse_loss(y, forward(X, W, b))

    assert dW.shape == W.shape
    for j in range(len(W)):
        step = np.zeros_like(W)
        step[j] = STEP
        slope = (loss(W + step, b) - loss(W - step, b)) / (2 * STEP)
        assert dW[j, 0] == pytest.approx(slope, rel=1e-6, abs=1e-6)
    slope = (loss(W, b + STEP) - loss(W, b - STEP)) / (2 * STEP)
    assert db == pytest.approx(slope, rel=1e-6, abs=1e-6)


def test_update_by_hand():
    W, b = update(np.array([[1.0], [2.0]]), 3.0, np.array([[10.0], [-10.0]]), 1.0, 0.1)
    np.testing.assert_array_equal(W, [[0.0], [3.0]])
    assert b == 2.9


@given(st.integers(1, 5), seeds)
def test_gradients_vanish_at_the_optimum(d, seed):
    X, y, _, _ = batch((d + 20, d), seed)
    W, b, loss = optimum(X, y)
    dW, db = gradients(X, y, forward(X, W, b))
    np.testing.assert_allclose(dW, 0, atol=1e-10)
    assert db == pytest.approx(0, abs=1e-10)
    assert loss == mse_loss(y, forward(X, W, b))


@given(st.integers(1, 5), seeds)
def test_every_step_from_the_optimum_costs(d, seed):
    X, y, step_W, step_b = batch((d + 20, d), seed)
    W, b, loss = optimum(X, y)
    for size in (0.01, -0.01, 1.0, -1.0):
        assert mse_loss(y, forward(X, W + size * step_W, b + size * step_b)) > loss


def test_train_reaches_the_optimum():
    X, y = generate_data(np.array([[1.0], [-3.0]]), 1.0, seed=0)
    W, b, floor = optimum(X, y)
    model = LinearModel(2, seed=1)
    losses = train(model, X, y)
    assert len(losses) == 1000
    assert all(after <= before * (1 + 1e-9)
               for before, after in pairwise(losses))
    assert losses[-1] == pytest.approx(floor, rel=1e-6)
    np.testing.assert_allclose(model.W, W, atol=1e-6)
    assert model.b == pytest.approx(b, abs=1e-6)


def test_train_goes_on_from_a_second_call():
    X, y = generate_data(np.array([[2.0]]), -1.0, num_examples=20, seed=0)
    at_once, in_two = LinearModel(1, seed=1), LinearModel(1, seed=1)
    assert train(at_once, X, y, iterations=10) == (
        train(in_two, X, y, iterations=4) + train(in_two, X, y, iterations=6))
    np.testing.assert_array_equal(at_once.W, in_two.W)
    assert at_once.b == in_two.b


def test_train_records_each_loss_before_its_update():
    X, y = generate_data(np.array([[2.0]]), -1.0, num_examples=20, seed=0)
    model = LinearModel(1, seed=1)
    before = mse_loss(y, model.predict(X))
    assert train(model, X, y, iterations=1) == [before]
    assert train(LinearModel(1, seed=1), X, y, iterations=0) == []


def test_generated_data_has_its_statistics():
    """Bounds are five standard errors or more at n = 100,000."""
    W, b, n = np.array([[1.0], [-3.0], [0.5]]), 1.0, 100_000
    X, y = generate_data(W, b, num_examples=n, noise_std=0.5, seed=7)
    assert X.shape == (n, 3)
    assert y.shape == (n, 1)
    noise = y - forward(X, W, b)
    everything = np.hstack([X, noise / 0.5])
    np.testing.assert_allclose(everything.mean(axis=0), 0, atol=0.016)
    np.testing.assert_allclose(np.cov(everything.T), np.eye(4), atol=0.025)
    np.testing.assert_allclose((everything**4).mean(axis=0), 3, atol=0.16)  # a normal's kurtosis


def test_generated_data_follows_its_seed_alone():
    W = np.array([[1.0], [-3.0]])
    before = np.random.get_state()
    first, second = (generate_data(W, 1.0, 10, seed=3) for _ in range(2))
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)
    assert not np.array_equal(first[0], generate_data(W, 1.0, 10, seed=4)[0])
    np.testing.assert_array_equal(before[1], np.random.get_state()[1])
    noiseless_X, noiseless_y = generate_data(W, 1.0, 10, noise_std=0.0)
    np.testing.assert_array_equal(noiseless_y, forward(noiseless_X, W, 1.0))


def test_models_start_by_their_seed():
    one, same, other = LinearModel(3, seed=1), LinearModel(3, seed=1), LinearModel(3, seed=2)
    assert one.W.shape == (3, 1)
    np.testing.assert_array_equal(one.W, same.W)
    assert not np.array_equal(one.W, other.W)


def test_two_models_are_compared_on_the_same_examples():
    X, _, _, _ = batch((5, 2), 0)
    one, other = LinearModel(2, seed=1), LinearModel(2, seed=2)
    first, second = compare_predictions(one, other, X)
    np.testing.assert_array_equal(first, one.predict(X))
    np.testing.assert_array_equal(second, other.predict(X))
