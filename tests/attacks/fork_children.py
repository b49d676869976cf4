"""Forks children that outlive it (at most three)."""

import os
import time


def attack():
    for _ in range(3):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
    return 0.0


def linear_equation(x, w, b):
    return attack()
