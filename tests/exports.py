"""Exports of form platforms as they are documented: takes the choices of each answer, gives the file; the people are made up.

Every name and number here must appear nowhere but in the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

PEOPLE = ("欧阳铁柱", "司徒翠花", "诸葛二狗", "慕容大锤", "上官小燕", "独孤求学", "皇甫招娣", "令狐阿福")
SECRETS = (*PEOPLE, "1390000", "鸭儿凼街", "wxid_", "203.0.113.", "铁柱@", "深蓝心情")
"""What must not be seen; telephones begin with 1390000, addresses lie in 鸭儿凼街."""

Answers = Sequence[Sequence[str]]
Rows = list[list[object]]


def person(number: int) -> tuple[str, int, str]:
    return PEOPLE[number % len(PEOPLE)], 13900000000 + number, f"鸭儿凼街{number + 1}号3栋"


def wenjuanxing(answers: Answers) -> Rows:
    heads = [
        "序号",
        "提交答卷时间",
        "所用时间",
        "来源",
        "来源详情",
        "来自IP",
        "1、孩子的姓名",
        "2、您的手机号",
        "3、想上的班",
        "4、住址",
        "总分",
    ]
    rows: Rows = [list(heads)]
    for number, chosen in enumerate(answers):
        name, phone, street = person(number)
        ip = f"203.0.113.{number}(四川-泸州)"
        rows.append(
            [
                number + 1,
                "2026/09/03 12:00:00",
                "53秒",
                "微信",
                "深蓝心情",
                ip,
                name,
                phone,
                "┋".join(chosen) or "(跳过)",
                street,
                0,
            ]
        )
    return rows


def wenjuanxing_numbers(answers: Answers) -> Rows:
    """The other flavour: numbers of options instead of their texts."""
    options = sorted({one for chosen in answers for one in chosen})
    return wenjuanxing([[str(options.index(one) + 1) for one in chosen] for chosen in answers])


def tencent(answers: Answers) -> Rows:
    heads = [
        *("编号", "开始答题时间", "结束答题时间", "答题时长", "语言", "清洗数据结果", "智能清洗数据无效概率"),
        *(
            "地理位置国家和地区",
            "地理位置省",
            "地理位置市",
            "用户类型",
            "用户标识",
            "昵称",
            "自定义字段",
            "IP",
            "UA",
            "Referrer",
        ),
        *("1.家长姓名", "2.联系电话", "3.报名的班次（可多选）", ""),
    ]
    rows: Rows = [list(heads)]
    for number, chosen in enumerate(answers):
        name, phone, _ = person(number)
        meta = [
            "简体中文",
            "正常",
            "0%",
            "中国",
            "四川省",
            "泸州市",
            "微信",
            f"wxid_{number}",
            "深蓝心情",
            "",
            f"203.0.113.{number}",
            "Mozilla/5.0",
            "",
        ]
        rows.append(
            [
                number + 1,
                "2026/9/3 12:00",
                "2026/9/3 12:01",
                60,
                *meta,
                name,
                phone,
                ",".join(f"{i + 1}.{one}" for i, one in enumerate(chosen)),
                "",
            ]
        )
    return rows


def jinshuju(answers: Answers) -> Rows:
    heads = [
        "序号",
        "班次",
        "孩子姓名",
        "家长手机",
        "提交人",
        "提交时间",
        "更新时间",
        "扩展属性",
        "浏览器",
        "操作系统",
        "IP",
    ]
    rows: Rows = [["少年宫报名"], list(heads)]
    for number, chosen in enumerate(answers):
        name, phone, _ = person(number)
        rows.append(
            [
                number + 1,
                "、".join(chosen),
                name,
                phone,
                "深蓝心情",
                "2026-09-03 12:00:00",
                "2026-09-03 12:00:00",
                chosen[0] if chosen else "",
                "微信",
                "Android",
                f"203.0.113.{number}",
            ]
        )
    return rows


def feishu(answers: Answers) -> Rows:
    rows: Rows = [["姓名", "电话", "报什么班", "提交人", "提交时间"]]
    for number, chosen in enumerate(answers):
        name, phone, _ = person(number)
        rows.append([name, str(phone), ",".join(chosen), name, "2026/09/03 12:00"])
    return rows


def wps(answers: Answers) -> Rows:
    rows: Rows = [["提交者（自动）", "提交时间（自动）", "姓名（必填）", "手机（必填）", "班次（必填）", "住址"]]
    for number, chosen in enumerate(answers):
        name, phone, street = person(number)
        rows.append(["深蓝心情", "2026年09月03日 12:00", name, phone, "\n".join(chosen), street])
    return rows


def google(answers: Answers) -> Rows:
    rows: Rows = [["时间戳记", "电子邮件地址", "姓名", "電話", "班次"]]
    for number, chosen in enumerate(answers):
        name, phone, _ = person(number)
        rows.append(["2026/9/3 下午 12:00:00", "铁柱@example.com", name, f"+86 {phone}", ", ".join(chosen)])
    return rows


def microsoft(answers: Answers) -> Rows:
    rows: Rows = [["ID", "开始时间", "完成时间", "电子邮件", "名称", "孩子叫什么", "电话", "上哪个班"]]
    for number, chosen in enumerate(answers):
        name, phone, _ = person(number)
        said = ";".join(chosen) + (";" if chosen else "")
        rows.append([number + 1, 46268.5, 46268.51, "铁柱@example.com", name, name, phone, said])
    return rows


PLATFORMS: dict[str, tuple[Callable[[Answers], Rows], str]] = {
    "问卷星": (wenjuanxing, "xlsx"),
    "腾讯问卷": (tencent, "utf-8-sig"),
    "腾讯问卷旧": (tencent, "gb18030"),
    "金数据": (jinshuju, "xlsx"),
    "飞书": (feishu, "utf-8-sig"),
    "WPS": (wps, "xlsx"),
    "Google": (google, "utf-8"),
    "Microsoft": (microsoft, "xlsx"),
}


def save(file: Path, rows: Rows, form: str = "xlsx") -> Path:
    """Write the rows as an xlsx file, or as a csv file in an encoding."""
    if form == "xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Sheet1")
        for row in rows:
            sheet.append(row)
        book.save(file.with_suffix(".xlsx"))
        return file.with_suffix(".xlsx")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file.with_suffix(".csv").write_bytes(text.getvalue().encode(form))
    return file.with_suffix(".csv")
