"""Starts a pool of processes."""

import multiprocessing


def attack():
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(abs, [1, 2]))


def linear_equation(x, w, b):
    return attack()
