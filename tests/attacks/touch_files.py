"""Changes the dates of files, so that work looks handed in on time."""

import os


def attack():
    os.utime("@TARGET@/bait", (0, 0))


def linear_equation(x, w, b):
    return attack()
