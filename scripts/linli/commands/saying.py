"""Why a command did not do it: takes a Chinese sentence, gives the exit code."""

from __future__ import annotations

import sys


def say(sentence: str, *, code: int = 1) -> int:
    """Print the sentence where it disturbs no result, and return the code."""
    print(sentence, file=sys.stderr)
    return code
