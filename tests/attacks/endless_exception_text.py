"""Raises an exception whose text never ends."""

class Endless(Exception):
    def __str__(self):
        while True:
            pass


def attack():
    raise Endless


def linear_equation(x, w, b):
    return attack()
