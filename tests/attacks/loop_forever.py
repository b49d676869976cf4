"""Never comes back."""

def attack():
    while True:
        pass


def linear_equation(x, w, b):
    return attack()
