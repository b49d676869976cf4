"""``python -m autograder`` and the ``autograder`` script.

Only the standard library is imported here: the first thing is to see to it that the rest
is installed.
"""

import os
import sys


def main() -> int:
    """Set up what is missing, then run the command."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older Python is told
        version = "{}.{}".format(*sys.version_info)
        sys.stderr.write("autograder: this is Python " + version + ", the kit needs 3.11 or "
                         "newer. Run it with a newer one, for example: "
                         "python3.12 -m autograder demo\n")
        return 2
    from autograder.bootstrap import ensure

    ensure()
    from autograder.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    # Python looks for modules first where `python3 -m` is started. Unless the kit itself is
    # there, nothing in that folder is meant: a submission may be called json.py.
    if not getattr(sys.flags, "safe_path", False) and \
            os.path.dirname(os.path.dirname(__file__)) != sys.path[0]:
        del sys.path[0]
    sys.exit(main())
