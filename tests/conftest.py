"""Settings for all tests."""

import os

from hypothesis import settings

if not os.environ.get("CI"):  # where Hypothesis has a profile of its own, with fixed examples
    settings.register_profile("kit", deadline=None)  # a busy machine makes no test wrong
    settings.load_profile("kit")
