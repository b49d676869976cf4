"""Never comes back and catches everything that would stop it."""

def attack():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def linear_equation(x, w, b):
    return attack()
