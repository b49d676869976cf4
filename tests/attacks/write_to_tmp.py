"""Leaves a message for a friend in shared folders."""

def attack():
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "@TARGET@"):
        try:
            with open(f"{folder}/autograder_message", "w") as file:
                file.write("the answer is 42")
        except OSError as error:
            last = error
    raise last


def linear_equation(x, w, b):
    return attack()
