"""Property tests look at the same examples in every run, so that a build says something about the change and not about
luck; ``HYPOTHESIS_PROFILE=wide`` looks for new ones."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("wide", max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
