"""The last question before tables are written: takes what was typed on the command line or now, gives yes or no."""

from __future__ import annotations

from typing import Final

_YES: Final = frozenset({"y", "yes", "是", "对", "好", "写"})


def agreed(*, yes: bool) -> bool:
    """Return whether to write: `--yes` was given, or somebody says so now; who cannot be asked has not."""
    if yes:
        return True
    print("写进表格吗？写就输入 y，再按回车：", end="", flush=True)
    try:
        said = input().strip().lower() in _YES
    except (EOFError, OSError, UnicodeError):
        print()
        said = False
    if not said:
        print("没有写。")
    return said
