"""Settings for all tests."""

import os
import signal

from hypothesis import settings

if not os.environ.get("CI"):  # where Hypothesis has a profile of its own, with fixed examples
    settings.register_profile("kit", deadline=None)  # a busy machine makes no test wrong
    settings.load_profile("kit")

# A shell lets what it starts in the background ignore Ctrl-C, and all that this starts with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
