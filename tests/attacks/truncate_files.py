"""Cuts files to nothing."""

import os


def attack():
    os.truncate("@TARGET@/bait", 0)


def linear_equation(x, w, b):
    return attack()
