import sys

nothing = sys.exit(0)
