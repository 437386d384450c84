"""How many examples the property tests try: 200, or as many as REPORTEDLY_SOAK says (`make soak`: 10,000)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

examples = int(os.environ.get("REPORTEDLY_SOAK", "200"))
settings.register_profile("ci", max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", settings.get_profile("ci"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
