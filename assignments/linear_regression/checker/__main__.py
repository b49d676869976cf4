"""``python -m checker hint forward``: a hint in the terminal."""

import sys

from .notebook import hint


def main(arguments: list[str]) -> int:
    """Print a hint: ``hint TASK [TIER]``."""
    if len(arguments) not in (2, 3) or arguments[0] != "hint":
        print("usage: python -m checker hint TASK [1|2|3]   for example: hint forward")
        return 2
    name = int(arguments[1]) if arguments[1].isdigit() else arguments[1]
    try:
        hint(name, int(arguments[2]) if len(arguments) == 3 else 1)
    except ValueError as error:
        print(error)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
