"""The sheets on which people tick what the site says of a month: takes what they are asked, gives a page for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linli.paper.sheet import Sheet, code, common
from linli.views.confirm import Asked
from linli.views.edition import Edition


def sheet(edition: Edition, month: date, asked: Iterable[Asked]) -> Sheet:
    """Return one file: for each teacher, place and service a page with its lines, a box and room for a word beside each."""
    pages = [
        {
            "name": one.name,
            "kind": one.kind,
            "question": one.question,
            "lines": list(one.lines),
            **code(edition, one.path, "扫码看网上怎么写"),
        }
        for one in asked
    ]
    phone = edition.community.organization.phone or ""
    data = {**common(edition, f"{month.year}年{month.month}月核对单"), "pages": pages, "phone": phone}
    return Sheet(path=f"confirm-{month:%Y-%m}.pdf", template="checklist", data=data)
