"""Writes a mark of its own into the results."""

def attack():
    for name in ("results.json", "grades.csv", ".graded.jsonl", "pwned"):
        try:
            with open(f"@OUT@/{name}", "a") as file:
                file.write('{"student": "write_results", "score": 20.0}\n')
        except OSError as error:
            last = error
    raise last


def linear_equation(x, w, b):
    return attack()
