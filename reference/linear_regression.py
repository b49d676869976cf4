"""Linear regression, plainly correct: what the graders compare a learner's answers with.

The names and signatures are those of the stubs. Every formula is written as the sum over
examples or over features that it is on paper, so that this second implementation shares
no step with a solution in matrix products.

Throughout, ``n`` is the number of examples and ``d`` the number of features.

References
----------
.. [1] I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016,
   sections 4.3 (gradient descent) and 5.1.4 (linear regression).
.. [2] T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*,
   2nd edition, Springer, 2009, section 3.2 (least squares).
"""

import numpy as np


def linear_equation(x, w, b):
    """A straight line at one point.

    Parameters
    ----------
    x : float
        Where.
    w : float
        Slope.
    b : float
        Intercept.

    Returns
    -------
    float
        ``w*x + b``.
    """
    return w * x + b


def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    """Examples of a linear relation with noise: ``y = sum_j W_j x_j + b + noise``.

    Parameters
    ----------
    W : ndarray of shape (d, 1)
        True weights.
    b : float
        True intercept.
    num_examples : int
        How many examples, ``n``.
    noise_std : float
        Standard deviation of the noise, in the unit of ``y``.
    seed : int, optional
        The same seed gives the same data.

    Returns
    -------
    X : ndarray of shape (n, d)
        Independent standard-normal features.
    y : ndarray of shape (n, 1)
        Targets; each has a noise draw of its own.

    Notes
    -----
    The model with independent Gaussian errors of one variance, [2]_ eq. 3.9.
    """
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((num_examples, len(W)))
    noise = rng.standard_normal((num_examples, 1))
    return X, forward(X, W, b) + noise_std * noise


class LinearModel:
    """The parameters of a linear model.

    Parameters
    ----------
    num_features : int
        How many features an example has, ``d``.
    seed : int, optional
        The same seed gives the same start.

    Attributes
    ----------
    W : ndarray of shape (d, 1)
        Weights; standard-normal at the start.
    b : float
        Intercept; zero at the start.
    """

    def __init__(self, num_features, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((num_features, 1))
        self.b = 0.0

    def predict(self, X):
        """Predictions of shape (n, 1) for features of shape (n, d)."""
        return forward(X, self.W, self.b)


def forward(X, W, b):
    """Predictions of a linear model: ``y_hat_i = sum_j X_ij W_j + b``.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    W : ndarray of shape (d, 1)
        Weights.
    b : float
        Intercept.

    Returns
    -------
    ndarray of shape (n, 1)
        One prediction for each example; [1]_ eq. 5.13.
    """
    return (X * W.T).sum(axis=1, keepdims=True) + b


def mse_loss(y_true, y_hat):
    """Mean squared error: ``1/n sum_i (y_hat_i - y_true_i)**2``.

    Parameters
    ----------
    y_true, y_hat : ndarray of shape (n, 1)
        Targets and predictions.

    Returns
    -------
    float
        The loss, in the squared unit of ``y``; [1]_ eq. 5.4.
    """
    return float(((y_hat - y_true) ** 2).sum() / len(y_true))


def gradients(X, y_true, y_hat):
    """Slope of the mean squared error in each parameter.

    With ``e_i = y_hat_i - y_true_i``, the chain rule gives
    ``dW_j = 2/n sum_i e_i X_ij`` and ``db = 2/n sum_i e_i``.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features.
    y_true, y_hat : ndarray of shape (n, 1)
        Targets and predictions.

    Returns
    -------
    dW : ndarray of shape (d, 1)
        Derivatives of the loss by the weights.
    db : float
        Derivative of the loss by the intercept.

    Notes
    -----
    [1]_ eq. 5.11 is the same derivative in matrix form, without the factor ``1/n``; the tests
    prove it anew by finite differences of :func:`mse_loss`.
    """
    n = len(X)
    error = y_hat - y_true
    dW = 2 / n * (error * X).sum(axis=0, keepdims=True).T
    db = 2 / n * error.sum()
    return dW, float(db)


def update(W, b, dW, db, learning_rate):
    """One step of gradient descent: each parameter goes down its slope.

    Parameters
    ----------
    W, dW : ndarray of shape (d, 1)
        Weights and the loss's derivatives by them.
    b, db : float
        Intercept and the loss's derivative by it.
    learning_rate : float
        Length of the step per unit of slope.

    Returns
    -------
    W : ndarray of shape (d, 1)
        New weights; [1]_ eq. 4.5.
    b : float
        New intercept.
    """
    return W - learning_rate * dW, b - learning_rate * db


def train(model, X, y, learning_rate=0.01, iterations=1000):
    """Gradient descent on all examples at once.

    Parameters
    ----------
    model : object with attributes ``W`` and ``b``
        Where it starts; holds the trained parameters afterwards.
    X : ndarray of shape (n, d)
        Features.
    y : ndarray of shape (n, 1)
        Targets.
    learning_rate : float
        Length of a step per unit of slope.
    iterations : int
        How many steps.

    Returns
    -------
    list of float
        One loss for each iteration, taken before that iteration's update.
    """
    W, b = model.W, model.b
    losses = []
    for _ in range(iterations):
        y_hat = forward(X, W, b)
        losses.append(mse_loss(y, y_hat))
        dW, db = gradients(X, y, y_hat)
        W, b = update(W, b, dW, db, learning_rate)
    model.W, model.b = W, b
    return losses


def compare_predictions(untrained, trained, X):
    """Predictions of two models for the same examples.

    Parameters
    ----------
    untrained, trained : objects with attributes ``W`` and ``b``
        The model before and after training.
    X : ndarray of shape (n, d)
        Features.

    Returns
    -------
    y_hat_untrained, y_hat_trained : ndarray of shape (n, 1)
        What each of them predicts.
    """
    return forward(X, untrained.W, untrained.b), forward(X, trained.W, trained.b)


def optimum(X, y):
    """The parameters with the smallest mean squared error, without any descent.

    Solves the normal equations ``A.T A theta = A.T y`` ([1]_ eq. 5.12, [2]_ eq. 3.6), where
    ``A`` is ``X`` with a column of ones for the intercept.

    Parameters
    ----------
    X : ndarray of shape (n, d)
        Features; linearly independent, also of a constant, so ``n > d``.
    y : ndarray of shape (n, 1)
        Targets.

    Returns
    -------
    W : ndarray of shape (d, 1)
        Best weights.
    b : float
        Best intercept.
    loss : float
        The mean squared error there: the noise floor.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the features are linearly dependent, so that no single optimum exists.
    """
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.linalg.solve(A.T @ A, A.T @ y)
    W, b = theta[:-1], theta[-1].item()
    return W, b, mse_loss(y, forward(X, W, b))
