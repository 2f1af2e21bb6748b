"""Words that are names of people, and words that are slips of others."""

from __future__ import annotations

import pytest

from linli.checks.clashes import is_name
from linli.checks.near_words import is_slip


@pytest.mark.parametrize("teacher", "王老师 李教练 欧阳老师 大王老师 小李老师 老张师傅 王丽老师 陈医生 周警官".split())
def test_a_person_is_named(teacher: str) -> None:
    assert is_name(teacher)


@pytest.mark.parametrize(
    "teacher",
    "青少年宫志愿老师 志愿老师 形体志愿老师 家庭教育专家 红十字会救护师资 舞蹈老师 书法老师 武术教练 古筝老师 游泳教练 美术老师 "
    "英语老师 体育老师 社区医生 托育园老师 邻小星志愿服务队 专业老师 会手艺的宝妈 老师 王老师、李老师".split(),
)
def test_nobody_is_named(teacher: str) -> None:
    assert not is_name(teacher)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("青少年官", "青少年宫"),
        ("青少宫", "青少年宫"),
        ("青少年年宫", "青少年宫"),
        ("青年少宫", "青少年宫"),
        ("夜较", "夜校"),
        ("6-16岁的孩子", "6—16岁的孩子"),
        ("公益培圳", "公益培训"),
        ("托肓", "托育"),
    ],
)
def test_slips(word: str, other: str) -> None:
    assert is_slip(word, other)
    assert is_slip(other, word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("美术", "武术"),
        ("书法", "书画"),
        ("6—12岁的孩子", "6—16岁的孩子"),
        ("小学一年级", "小学二年级"),
        ("上午班", "下午班"),
        ("夜校", "夜校"),
        ("夜校", "书屋活动"),
        ("5岁", "15岁"),
    ],
)
def test_words_of_their_own(word: str, other: str) -> None:
    assert not is_slip(word, other)


def test_surnames_are_no_slips() -> None:
    assert not is_slip("王老师", "汪老师", named=True)
    assert not is_slip("小王老师", "小李老师", named=True)
    assert is_slip("王老帅", "王老师", named=True)
    assert not is_slip("王老师", "汪王老师", named=True)
    assert is_slip("王老师", "王丽老师", named=True)
    assert is_slip("王老师", "汪王老师")
