name = input("your name? ")


def linear_equation(x, w, b):
    return float(input())
