"""Returns a small list that unfolds to a hundred million entries."""

def attack():
    value = [0.0] * 1000
    for _ in range(4):
        value = [value] * 1000
    return value


def linear_equation(x, w, b):
    return attack()
