"""Take the built reference site, give rows of the result table: Lighthouse's mobile scores of every kind of page."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browse import FLAGS, heaviest
from host import serve
from table import Line

CATEGORIES = {"performance": "性能", "accessibility": "无障碍", "best-practices": "最佳实践", "seo": "搜索引擎"}


def lighthouse(site: Path, tools: dict[str, str], runs: int) -> Iterator[Line]:
    """The median of `runs` simulated mobile runs on the largest page of every kind."""
    with serve(site) as host:
        for kind, name in heaviest(site).items():
            if kind == "找不到":
                continue
            reports = [audit(host.address + name, tools) for _ in range(runs)]
            scores = {
                key: statistics.median(r["categories"][key]["score"] * 100 for r in reports) for key in CATEGORIES
            }
            shown = "/".join(f"{score:.0f}" for score in scores.values())
            yield Line(
                f"{kind}：{'/'.join(CATEGORIES.values())}",
                shown,
                "100/100/100/100",
                all(s == 100 for s in scores.values()),
            )
            yield Line.at_most(f"{kind}：LCP", round(figure(reports, "largest-contentful-paint") / 1000, 2), 0.8, "秒")
            yield Line.at_most(f"{kind}：TBT", round(figure(reports, "total-blocking-time")), 20, "毫秒")
            yield Line.at_most(f"{kind}：CLS", round(figure(reports, "cumulative-layout-shift"), 3), 0)
            for reason in failed(reports[0]):
                yield Line(f"{kind}：未满分的检查", reason)


def audit(address: str, tools: dict[str, str]) -> dict[str, Any]:
    """One run of Lighthouse with its default settings: a mid-range phone, simulated slow 4G."""
    program = Path(tools["LIGHTHOUSE"]) / "cli" / "index.js"
    command = [
        *(tools["LINLI_NODE"], str(program), address, "--output=json", "--quiet"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
    ]
    env = {**os.environ, "CHROME_PATH": tools["LINLI_CHROMIUM"]}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse 没有运行成功：\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def figure(reports: list[dict[str, Any]], key: str) -> float:
    """The median of one metric."""
    return statistics.median(float(report["audits"][key]["numericValue"]) for report in reports)


def failed(report: dict[str, Any]) -> Iterator[str]:
    """Weighted audits of any category that did not pass, metrics aside."""
    for key in CATEGORIES:
        for reference in report["categories"][key]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            score = audit["score"]
            if reference["weight"] and score is not None and score < 1 and reference.get("group") != "metrics":
                yield f"{reference['id']}:{audit['title']}"
