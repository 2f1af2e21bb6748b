"""A pytest plugin for the many runs with a fault: takes the tests found, gives those of hypothesis few examples.

The same ones in every run, without looking for smaller ones, so that a fault is noticed soon and always or never.
"""

from __future__ import annotations

from typing import Any, Final

from hypothesis import Phase, settings

EXAMPLES: Final = 25


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Called by pytest when all tests are known."""
    for item in items:
        test = getattr(item, "obj", None)
        known = getattr(test, "_hypothesis_internal_use_settings", None)
        if known is not None and known.max_examples > EXAMPLES:
            phases = (Phase.explicit, Phase.generate)
            quick = settings(known, max_examples=EXAMPLES, derandomize=True, database=None, phases=phases)
            getattr(test, "__func__", test)._hypothesis_internal_use_settings = quick
