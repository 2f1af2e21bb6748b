"""What pages draw from the tables: the ways to a place, the way in, a figure over time."""

from __future__ import annotations

from typing import Any

import pytest

from communities import make
from linli.views import chart, routes


def venue(**fields: str) -> Any:
    return make(venues=[{"id": "a", "name": "邻府社区书屋", **fields}]).venues[0]


def test_ways_to_a_place() -> None:
    by_address = routes.maps(venue(address="江阳区邻府社区"))
    assert [link.text for link in by_address] == ["高德地图", "百度地图"]
    assert routes.whole("江阳区邻府社区", "邻府社区书屋") == "江阳区邻府社区书屋"
    assert "keyword=%E6%B1%9F" in by_address[0].href
    by_place = [link.href for link in routes.maps(venue(latitude="28.5", longitude="105.25", address="某路&1号"))]
    assert "position=105.25%2C28.5&name=" in by_place[0]
    assert "location=28.5%2C105.25" in by_place[1]
    assert "%261%E5%8F%B7" in by_place[1], "what is typed stays a value"
    assert by_place[2] == "geo:28.5,105.25"
    assert routes.maps(venue()) == []
    assert routes.maps(venue(online="true", address="某路")) == []


def test_the_way_in_is_only_what_the_table_says() -> None:
    assert routes.steps(venue(accessibility="坐电梯到2楼，出门左转")) == []
    found = routes.steps(venue(way_in="大门→坡道→电梯→2楼→出门左转→203室→窗边"))
    assert [step.icon for step in found] == ["gate", "ramp", "lift", "floor", "left", "room", "place"]


def counts(*values: tuple[str, str]) -> Any:
    rows = [
        {"id": f"f{n}", "label": "听课的", "value": value, "unit": "人次", "as_of": day, "source": "某报"}
        for n, (day, value) in enumerate(values)
    ]
    return make(figures=rows).figures


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("2000+", 2000), ("1,200", 1200), ("3千", 3000), ("约1.5万", 15_000), ("2亿", 200_000_000), ("许多", None)],
)
def test_a_number_as_it_is_written(value: str, wanted: float | None) -> None:
    assert chart.number(value) == wanted


def test_a_figure_over_time() -> None:
    drawn = chart.chart(counts(("2026-01-01", "2000+"), ("2024-01-01", "0.1万"), ("2025-01-01", "1500")))
    assert drawn is not None
    assert [point.value for point in drawn.points] == ["0.1万", "1500", "2000+"]
    assert [point.x for point in drawn.points] == [12, 140, 268]
    assert [point.y for point in drawn.points] == [77, 56, 34]
    assert drawn.top == "2000"
    assert drawn.told == "2024年1月0.1万人次，2025年1月1500人次，2026年1月2000+人次"
    for few in (
        [("2026-01-01", "3")],
        [("2026-01-01", "3"), ("2026-01-01", "4")],
        [("2026-01-01", "许多"), ("2026-01-02", "4")],
    ):
        assert chart.chart(counts(*few)) is None
