"""The rules in the editor's manual: takes nothing, gives the slot's context."""

from __future__ import annotations

from typing import Any

from linli.checks._manual import entries


def listing() -> dict[str, Any]:
    """Every rule with what passes, what fails and what is said."""
    return {"rules": entries()}
