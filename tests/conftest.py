"""How many examples the property tests try: 200, or as many as REPORTEDLY_SOAK says (`make soak`: 10,000).

The gate tries the same examples every time, so that it fails for a change and never by chance; `make soak` looks for new ones.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

examples = int(os.environ.get("REPORTEDLY_SOAK", "200"))
same = "REPORTEDLY_SOAK" not in os.environ
slow = [HealthCheck.too_slow]
settings.register_profile("ci", max_examples=examples, deadline=None, derandomize=same, suppress_health_check=slow)
settings.register_profile("soak", settings.get_profile("ci"), max_examples=10_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
