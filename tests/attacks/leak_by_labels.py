"""Carries the secret data out in the labels of a plot."""

import matplotlib.pyplot as plt


def plot_data(X, y, ax=None):
    ax = ax or plt.gca()
    ax.plot([0], [0], label=f"secret {X.tolist()}")
    ax.set_xlabel(f"secret {X.tolist()}")
    ax.set_ylabel(f"secret {y.tolist()}")
    return ax
