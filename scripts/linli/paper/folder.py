"""Sheets into a folder: takes an edition and what is wanted, writes files, prints which, gives the Chinese reason why not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from linli.paper import unprinted
from linli.paper.press import PaperError, Press
from linli.paper.sheet import Sheet
from linli.paper.typefaces import LACKING, find
from linli.recipe import followed
from linli.views.edition import Edition


def write(options: argparse.Namespace, edition: Edition, sheets: Sequence[Sheet]) -> str:
    """Print the sheets into the folder that was asked for; empty where all went well."""
    face = find(publish=False)
    if face is None:
        return LACKING
    out: Path = options.root / options.out
    if sheets:
        print(f"正在印{len(sheets)}份 …", flush=True)
    press = Press(root=options.root, face=face, today=edition.today, sheets=sheets)
    try:
        for (path, data), sheet in zip(followed(press.files()), sheets, strict=True):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
            print(f"  {path}  {sheet.data['name']}")
    except PaperError as error:
        return str(error)
    except OSError as error:
        return f"写不进去：{error.strerror or error}。请检查磁盘空间和文件夹 {out} 的权限。"
    for problem in unprinted.problems(edition.community, press.glyphs, press.incomplete):
        print(f"{problem.mark}  {problem.record}：{problem.message}。{problem.hint}。", file=sys.stderr)
    if sheets:
        print(f"做好了{len(sheets)}份，在 {out}。")
        if not edition.site_url:
            print("网站的网址还不知道，所以没有印二维码和短网址；想印上，请加 --site-url https://您的网址/")
    return ""
