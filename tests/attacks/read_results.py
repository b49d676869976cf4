"""Reads the results of the others while they are written."""

def attack():
    raise ValueError(open("@OUT@/.graded.jsonl").read())


def linear_equation(x, w, b):
    return attack()
