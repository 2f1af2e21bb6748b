"""Telephone numbers: what is dialled, which could be one, and which are two."""

from __future__ import annotations

import pytest

from linli.phrases import tel
from linli.telephones import several, telephone


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("0830-0000000", "08300000000"),
        ("0830-0000000转8001", "08300000000,8001"),
        ("0830-0000000 转 8001", "08300000000,8001"),
        ("0830-0000000分机8001", "08300000000,8001"),
        ("0830-0000002-8001", "08300000002,8001"),
        ("010-88888888-1", "01088888888,1"),
        ("0830-2345-678", "08302345678"),
        ("010-8888-8888", "01088888888"),
        ("138-0013-8000", "13800138000"),
        ("400-123-4567", "4001234567"),
        ("400-123-4567-2", "4001234567,2"),
        ("2345678-801", "2345678,801"),
        ("12345-2", "12345,2"),
        ("(0830)0000000", "08300000000"),
        ("+86 138 0013 8000", "+8613800138000"),
    ],
)
def test_an_extension_follows_after_a_pause(text: str, dialled: str) -> None:
    assert tel(text) == dialled
    assert telephone(text).is_one
    assert several(text) == []


@pytest.mark.parametrize("text", "110 12345 10086 95598 96111 0830-12345 23456789 800-820-8820 +852-23456789".split())
def test_a_number_is_whole(text: str) -> None:
    assert telephone(text).is_one


@pytest.mark.parametrize(
    "text", "0830-000000 0830-00000000000 0830-1 1380013800 138001380000 400-123-456 9999999999 0830-000000转1".split()
)
def test_a_digit_is_missing_or_too_much(text: str) -> None:
    assert not telephone(text).is_one
    assert several(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0830-0000000 0830-0000001", ["0830-0000000", "0830-0000001"]),
        ("0830 2345678 2345679", ["0830 2345678", "2345679"]),
        ("13800138000 13900139000", ["13800138000", "13900139000"]),
        ("0830-2345678 12345", ["0830-2345678", "12345"]),
        ("0830 2345678", []),
        ("138 0013 8000", []),
    ],
)
def test_two_numbers_are_not_one(text: str, numbers: list[str]) -> None:
    assert several(text) == numbers
