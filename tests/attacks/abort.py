"""Aborts by signals to itself."""

import os
import signal


def attack():
    signal.raise_signal(signal.SIGSTOP)
    os.abort()


def linear_equation(x, w, b):
    return attack()
