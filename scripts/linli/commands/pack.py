"""`linli pack`: builds the site, leaves it as site.zip and as shequ.html, one page that opens from a USB stick."""

from __future__ import annotations

import argparse
import hashlib
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from linli.model import SHANGHAI


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the sub-command to the parsers of `linli`."""
    pack = commands.add_parser(
        "pack", parents=[common], help="把网站打成 site.zip，另做一页 shequ.html，放进 U 盘、发邮件都能看"
    )
    pack.add_argument("--out", type=Path, default=Path("packed"), help="放在哪个文件夹（默认 packed）")
    pack.add_argument("--no-paper", action="store_true", help="不带海报、课表等打印件和图片，小一半")
    pack.add_argument(
        "--site-url",
        metavar="URL",
        default="",
        help="放上去以后的网址，例如 https://example.org/linfu/；二维码、订阅、日历、404 里都用它（默认用 mkdocs.yml 里的）",
    )
    pack.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build and pack. 0: both files are there, 1: the tables have errors."""
    from linli import settings
    from linli.build import build
    from linli.commands import tables
    from linli.packed import archive, whole
    from linli.report import report

    url = settings.address(options.site_url)
    if options.site_url and not url:
        print(f"网址写成了 {options.site_url}，要以 https:// 开头，例如 https://example.org/linfu/", file=sys.stderr)
        return 1
    edition = tables.edition(options)
    if isinstance(edition, str):
        print(edition, file=sys.stderr)
        return 1
    out = options.out if options.out.is_absolute() else Path(options.root) / options.out
    print("先生成网站 …", file=sys.stderr, flush=True)
    site = out / "site"
    today = options.today or datetime.now(SHANGHAI).date()
    outcome = build(options.root, site, today, paper=not options.no_paper, site_url=url)
    if outcome.published is None:
        print(report(outcome.problems, "text"))
        return 1
    files = {"site.zip": archive.archive(site), "shequ.html": whole.page(options.root, edition).encode()}
    digest = hashlib.sha256(files["site.zip"]).hexdigest()
    files["site.zip.sha256"] = f"{digest}  site.zip\n".encode()
    for name, data in files.items():
        new = out / f"{name}.new"
        new.write_bytes(data)
        new.replace(out / name)
        size = f"{len(data) / 1024:.0f} KB" if len(data) < 1024 * 1024 else f"{len(data) / 1024 / 1024:.1f} MB"
        print(f"{out / name}  {size}" + (f"  sha256 {digest}" if name == "site.zip" else ""))
    return 0
