"""Take lines of measurements, give them as a table for people and as data; keep what was not measured this time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

TITLES = {
    "build": "生成",
    "rebuild": "改一行再生成",
    "serve": "边改边看",
    "check": "检查",
    "first-view": "第一次打开（参考网站每种页面里最大的一页，gzip，不计图片和图标）",
    "search": "搜索（参考网站）",
    "lighthouse": "Lighthouse 手机",
    "portal": "门户",
    "faults": "故障（`run.py faults`，很小的社区）",
    "fuzz": "乱写的输入（`run.py fuzz`）",
}
"""The sections of results.md, in their order; `bench` measures all but the last two."""
HEAD = "| 项目 | 测得 | 目标 | 达到 |\n| --- | --- | --- | --- |\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; `reached` is None where there is no target."""

    what: str
    measured: str
    wanted: str = ""
    reached: bool | None = None

    @classmethod
    def less(cls, what: str, value: float, limit: float, unit: str = "") -> Line:
        """A figure that should be below a limit."""
        unit = f" {unit}" if unit else ""
        shown = f"{value:.0f}" if value >= 100 else f"{value:.2f}"
        return cls(what, f"{shown}{unit}", f"< {limit:g}{unit}", value < limit)

    @classmethod
    def at_most(cls, what: str, value: float, limit: float, unit: str = "") -> Line:
        """A figure that may reach its limit."""
        unit = f" {unit}" if unit else ""
        return cls(what, f"{value:g}{unit}", f"≤ {limit:g}{unit}", value <= limit)


def markdown(lines: Sequence[Line]) -> str:
    """A Markdown table."""
    marks = {True: "是", False: "**否**", None: ""}
    rows = (f"| {line.what} | {line.measured} | {line.wanted} | {marks[line.reached]} |\n" for line in lines)
    return HEAD + "".join(rows)


def store(folder: Path, section: str, lines: Sequence[Line], facts: Mapping[str, str]) -> None:
    """Put one section into results.json, keeping the others, and write results.md from it."""
    path = folder / "results.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    data[section] = {"facts": dict(facts), "lines": [asdict(line) for line in lines]}
    data = {name: data[name] for name in TITLES if name in data}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    parts = ["# 速度测量结果\n\n由 `python3 scripts/run.py bench` 写出；各程序轮流运行，取中位数。\n"]
    for name, stored in data.items():
        noted = "、".join(f"{key} {value}" for key, value in stored["facts"].items())
        parts.append(f"\n## {TITLES[name]}\n\n{noted}\n\n{markdown([Line(**line) for line in stored['lines']])}")
    (folder / "results.md").write_text("".join(parts), encoding="utf-8")
