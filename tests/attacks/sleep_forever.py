"""Sleeps, which costs no processor time."""

import time


def attack():
    time.sleep(10**6)


def linear_equation(x, w, b):
    return attack()
