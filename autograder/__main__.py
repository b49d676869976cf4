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
    _look_for_modules_elsewhere()
    try:
        from autograder.bootstrap import ensure

        ensure()
        from autograder.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # Ctrl-C before a command has begun
        sys.stderr.write("autograder: stopped.\n")
        return 130


def _look_for_modules_elsewhere() -> None:
    """Find none in the folder in which this was started: a submission may be called json.py.

    Python looks there first for ``python3 -m``, and where PYTHONPATH has an empty entry, as
    ``PYTHONPATH=$PYTHONPATH:/mine`` may give one. The kit's own folder is meant, if it is that.
    """
    try:
        here = os.path.realpath(os.getcwd())  # on Windows it may go through a mapped drive
    except OSError:  # it was deleted
        return
    kit = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    if here != kit:
        sys.path[:] = [path for path in sys.path if os.path.realpath(path) != here]


if __name__ == "__main__":
    sys.exit(main())
