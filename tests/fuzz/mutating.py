"""Changes that people and programs make to tables: takes bytes and a chance, gives other bytes.

Lines are doubled, lost, swapped and moved in; values become what breaks readers; a workbook is opened and changed inside.
"""

from __future__ import annotations

import io
import random
import zipfile
from typing import Final

_LONGEST: Final = 40_000
_TOKENS: Final = [
    *"- : # | > & * ! % @ ` \" ' [ ] { } , ? ~ = << \t \r \x00 \x85 \u2028 \ufeff \u3000 ： “ ” 、 — …".split(" "),
    *"2026-02-30 9999-12-31 0001-01-01 24:00 25:61 00:00 -1 1e9 0x10 007 99999999999999999999 true 是 null .inf NaN".split(),
    *"周八 周一至周日 1-99 每月第6个周一 shufa 书法班 停课 改期 加课 全部 !!python/object *a &a --- ...".split(),
    *'=1+1 =HYPERLINK(1) @SUM(1) &#x0; ]]> </c> <c t="s"><v>99</v></c> r="XFD1048576" 1904'.split(),
    *"FREQ=SECONDLY INTERVAL=0 COUNT=99999999 UNTIL=99991231 BYDAY=-53MO RDATE:20260101 TZID=Mars/Base P9999999D".split(),
    *"http://[::1]/ //0x7f.1/ http://①②⑦.0.0.1/ http://2130706433/ http://user:pw@[::ffff:10.0.0.1]/ http://xn--/ :99999".split(),
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes after one to four changes."""
    if data[:2] == b"PK" and chance.random() < 0.9:
        return _inside(data, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice((_line, _line, _token, _token, _byte, _cut))(data, chance)
    return data[:_LONGEST]


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Change one part of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return _byte(data, chance)
    if not parts:
        return data
    name = chance.choice(sorted(parts))
    parts[name] = mutated(parts[name], chance) if parts[name][:2] != b"PK" else b""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for each, content in parts.items():
            file.writestr(each, content)
    return made.getvalue()


def _line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(5)
    if kind == 0:
        del lines[one]
    elif kind == 1:
        lines.insert(other, lines[one])
    elif kind == 2:
        lines[one], lines[other] = lines[other], lines[one]
    elif kind == 3:
        lines[one] = b" " * chance.randrange(5) + lines[one].lstrip()
    else:
        key, colon, _ = lines[one].partition(b":")
        lines[one] = key + colon + b" " + chance.choice(_TOKENS).encode("utf-8", "surrogatepass") + b"\n"
    return b"".join(lines)


def _token(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    gone = chance.choice((0, 0, 1, 3, 8))
    return data[:at] + chance.choice(_TOKENS).encode() + data[at + gone :]


def _byte(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + chance.randrange(2) :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    one, other = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return data[:one] + data[other:] if chance.random() < 0.5 else data[:one] + data[one:other] * 2 + data[other:]
