"""Overflows the C stack by a list in a list in a list."""

def attack():
    deep = []
    for _ in range(10**6):
        deep = [deep]
    return repr(deep) == deep


def linear_equation(x, w, b):
    return attack()
