"""Gives files away."""

import os


def attack():
    os.chown("@TARGET@/bait", 1, 1)


def linear_equation(x, w, b):
    return attack()
