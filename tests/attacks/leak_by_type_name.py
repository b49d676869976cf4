"""Carries the secret data out in the name of a returned object's type."""

import numpy as np


def forward(X, W, b):
    return type("Secret_" + repr(np.asarray(X).tolist()), (), {})()


def mse_loss(y_true, y_hat):
    return "secret " + repr(np.asarray(y_hat).tolist())
