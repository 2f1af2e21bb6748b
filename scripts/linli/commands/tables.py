"""What a command that makes no site reads first: takes its arguments, gives the edition, or the Chinese sentence why not."""

from __future__ import annotations

import argparse
from datetime import datetime

from linli import settings, structure
from linli.model import SHANGHAI
from linli.problems import errors
from linli.timetable import expand
from linli.views.edition import Edition


def edition(options: argparse.Namespace) -> Edition | str:
    """Read the tables of `options.root` as of `options.today`; tables with errors are not printed and not sent out."""
    today = options.today or datetime.now(SHANGHAI).date()
    try:
        loaded = structure.load(options.root)
        url = options.site_url or settings.read(options.root).site_url
    except (OSError, KeyError, TypeError, AttributeError, ValueError):
        return "表格或 mkdocs.yml 读不懂，请先运行 linli check 看哪里有错。"
    if wrong := len(errors(loaded.problems)):
        return f"表格里有{wrong}个错误，没有做；请先运行 linli check 改好。"
    return Edition(
        community=loaded.community,
        timetable=expand(loaded.community, today),
        today=today,
        site_url=f"{url.rstrip('/')}/" if url else "",
    )
