"""Gives a C loop without end to sum."""

import itertools


def attack():
    return sum(itertools.repeat(1))


def linear_equation(x, w, b):
    return attack()
