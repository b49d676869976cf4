"""Never comes back while it is loaded."""

def forever():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


nothing = forever()


def linear_equation(x, w, b):
    return 0.0
