"""Take the same rows, give them to the peers: two Hugo sites, a stock Material for MkDocs site.

One Hugo site has bare pages of the same texts; the other (beside this file, alike/) does the same work from the same
tables: it expands every session with terms, holidays and changes, and makes pages, calendars, JSON-LD and a search index.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml
from community import Row

MOST_IN_YAML = 10_000
"""Rows of a table that Hugo reads as YAML."""

HUGO_CONFIG = """baseURL = "https://example.org/"
languageCode = "zh-CN"
title = "对比站点"
disableKinds = ["taxonomy", "term"]
hasCJKLanguage = true
"""
HUGO_LAYOUTS = {
    "baseof.html": """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }}|{{ site.Title }}</title><meta name="description" content="{{ .Summary | plainify | truncate 100 }}">
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a> <nav><a href="/courses/">课程</a> <a href="/services/">服务</a>
<a href="/stories/">故事</a></nav></header><main>{{ block "main" . }}{{ end }}</main><footer>示例</footer></body></html>
""",
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
}
MATERIAL_CONFIG = """site_name: 对比站点
site_url: https://example.org/
theme:
  name: material
  language: zh
plugins:
  - search:
      lang: zh
"""


def hugo(folder: Path, rows: Iterable[Row]) -> int:
    """Write a Hugo site; return the number of its content pages."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO_CONFIG, encoding="utf-8")
    for name, text in HUGO_LAYOUTS.items():
        (layouts / name).write_text(text, encoding="utf-8")
    return pages(folder / "content", rows)


def alike(folder: Path, data: Path) -> None:
    """Write the Hugo site that does the same work, with these tables.

    Hugo takes a YAML list of more than 10,000 rows for a bomb of aliases and gives up: it gets such a table as JSON.
    """
    shutil.copytree(Path(__file__).resolve().parent / "alike", folder)
    for table in (*data.glob("*.yml"), *data.glob("holidays/*.yml")):
        copy = folder / "data" / table.relative_to(data)
        copy.parent.mkdir(parents=True, exist_ok=True)
        rows = yaml.load(table.read_text("utf-8"), yaml.CSafeLoader)
        if len(rows) < MOST_IN_YAML:
            shutil.copyfile(table, copy)
        else:
            copy.with_suffix(".json").write_text(json.dumps(rows, ensure_ascii=False, default=str), "utf-8")


def material(folder: Path, rows: Iterable[Row]) -> int:
    """Write a stock Material site with its search; return the number of its content pages."""
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MATERIAL_CONFIG, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# 对比站点\n", encoding="utf-8")
    return pages(folder / "docs", rows)


def pages(content: Path, rows: Iterable[Row]) -> int:
    """One Markdown file a row, with its title in the front matter."""
    count = 0
    for row in rows:
        path = content / row.table / f"{row.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        title = json.dumps(row.title, ensure_ascii=False)
        path.write_text(f"---\ntitle: {title}\ndate: 2026-01-01\n---\n\n{row.text}\n", encoding="utf-8")
        count += 1
    return count
