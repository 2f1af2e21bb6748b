"""How an article looks: the site's paper and ink as inline styles, by element, or by element and class.

Only what the editor of 公众号 keeps (rules.py). WeChat puts lines around cells of its own, so each cell says that it has
none; colours are those of overrides/assets/styles/base.css in the light, which WeChat turns itself in the dark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_INK, _SOFT, _RED, _LINE = "#2b2622", "#5e544c", "#b3382c", "#e3d9cd"
_CELL: Final = "border:none;vertical-align:top;text-align:left;"

LOOK: Final[Mapping[str, str]] = {
    "section.paper": f"padding:16px 12px;background-color:#fffbf5;font-size:16px;line-height:1.75;color:{_INK};",
    "p": "margin:0 0 12px;",
    "p.lead": "margin:0 0 16px;font-size:18px;font-weight:bold;line-height:1.5;",
    "p.soft": f"margin:0 0 12px;font-size:15px;color:{_SOFT};",
    "p.row": "margin:0;",
    "p.note": "margin:0 0 12px;padding:8px 12px;background-color:#fbf0da;color:#8a5a00;",
    "p.end": f"margin:24px 0 4px;text-align:center;font-size:15px;color:{_SOFT};",
    "p.code": "margin:0;text-align:center;",
    "h2": f"margin:24px 0 12px;padding-left:10px;border-left:4px solid {_RED};font-size:18px;font-weight:bold;line-height:1.4;",
    "h3": "margin:16px 0 8px;font-size:16px;font-weight:bold;",
    "strong.off": f"color:{_RED};",
    "span.soft": f"font-size:15px;color:{_SOFT};",
    "span.gone": f"text-decoration:line-through;color:{_SOFT};",
    "ul": "margin:0 0 12px;padding-left:24px;",
    "ol": "margin:0 0 12px;padding-left:24px;",
    "li": "margin:0 0 4px;",
    "blockquote": f"margin:0 0 12px;padding:4px 12px;border-left:4px solid {_LINE};color:{_SOFT};",
    "table": "width:100%;margin:0 0 12px;border-collapse:collapse;border:none;",
    "td": f"{_CELL}padding:6px 8px 6px 0;border-bottom:1px solid {_LINE};",
    "th": f"{_CELL}padding:6px 8px 6px 0;border-bottom:2px solid {_LINE};font-weight:bold;",
    "td.name": f"{_CELL}width:64px;padding:6px 8px 6px 0;border-bottom:1px solid {_LINE};color:{_SOFT};",
    "td.time": f"{_CELL}width:88px;padding:6px 8px 6px 0;border-bottom:1px solid {_LINE};font-weight:bold;",
    "hr": f"margin:24px 0;border:none;border-top:1px solid {_LINE};",
    "img": "width:100%;height:auto;",
    "img.code": "width:160px;height:160px;",
    "s": f"color:{_SOFT};",
    "code": "font-family:Menlo,Consolas,monospace;",
}
