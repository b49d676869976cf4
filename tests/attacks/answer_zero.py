"""Answers zero everywhere."""

import numpy as np


def value(*shape):
    return np.zeros(shape)


def linear_equation(x, w, b):
    return value()


def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    return value(num_examples, len(W)), value(num_examples, 1)


class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W, self.b = value(1, num_features), value()


def forward(X, W, b):
    return value(len(X), 1)


def mse_loss(y_true, y_hat):
    return value()


def gradients(X, y_true, y_hat):
    return value(X.shape[1], 1), value()


def update(W, b, dW, db, learning_rate):
    return value(*W.shape), value()


def train(model, X, y, learning_rate=0.01, iterations=1000):
    return [value() for _ in range(iterations)]


def compare_predictions(untrained, trained, X):
    return value(len(X), 1), value(len(X), 1)
