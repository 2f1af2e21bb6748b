"""A table is rows of known fields, each as its schema says; what is mistyped is told at its sign.

PASS:
  data/courses.yml: |
    - id: shufa
      title: "书法班 #3"
      category: 青少年宫

FAIL unknown-field:
  data/courses.yml: |
    - id: shufa
      titel: 书法班
      title: 书法班
      category: 青少年宫

FAIL missing-field:
  data/courses.yml: |
    - id: shufa
      category: 青少年宫

FAIL bad-value:
  data/terms.yml: |
    - id: 2026-qiu
      name: 秋季学期
      valid_from: 2026-09-31
      valid_to: 2027-01-20

FAIL bad-choice:
  data/courses.yml: |
    - id: shufa
      title: 书法班
      category: 青少年宫
      status: 完了

FAIL too-long:
  data/courses.yml: |
    - id: shufa
      title: 书法班，从握笔、坐姿开始，一笔一画慢慢来，零基础也能学，每周三晚上在青少年宫书法室一起写字
      category: 青少年宫

FAIL line-break:
  data/courses.yml: |
    - id: shufa
      title: 书法班
      category: 青少年宫
      fee: |-
        免费
        材料自带

FAIL repeated-id:
  data/courses.yml: |
    - {id: shufa, title: 书法班, category: 青少年宫}
    - {id: shufa, title: 美术班, category: 青少年宫}

FAIL duplicate-field:
  data/courses.yml: |
    - id: shufa
      title: 书法班
      title: 书法提高班
      category: 青少年宫

FAIL wrong-table:
  data/courses.yml: |
    - {id: shufa, title: 书法班, category: 青少年宫}
    - {course: shufa, date: 2026-12-02, kind: 停课}

FAIL extra-dash:
  data/courses.yml: |
    - id: shufa
    - title: 书法班
      category: 青少年宫

FAIL bad-id:
  data/courses.yml: |
    - {id: 书法, title: 书法班, category: 青少年宫}

FAIL unknown-reference:
  data/courses.yml: |
    - {id: shufa, title: 书法班, category: 青少年宫, form: baoming}

FAIL not-its-class:
  data/courses.yml: |
    - {id: shufa, title: 书法班, category: 青少年宫}
    - {id: meishu, title: 美术班, category: 青少年宫}
  data/groups.yml: |
    - {id: shufa-1, course: shufa, name: 一班}
  data/schedules.yml: |
    - {group: shufa-1, course: meishu, dates: 2026-12-05, opens_at: "09:00"}

FAIL cut-by-hash:
  data/courses.yml: |
    - id: shufa
      title: 书法班 #3
      category: 青少年宫

FAIL odd-list:
  data/courses.yml: |
    - id: shufa
      title: 书法班
      category: 青少年宫
      tags: 【写字，毛笔】

FAIL mixed-quotes:
  data/courses.yml: |
    - id: shufa
      title: ”书法班"
      category: 青少年宫

FAIL syntax:
  data/courses.yml: |
    - id: shufa
      title：书法班
      category: 青少年宫

FAIL not-a-list:
  data/courses.yml: |
    id: shufa
    title: 书法班

FAIL not-a-record:
  data/courses.yml: |
    - 书法班

FAIL odd-block:
  data/courses.yml: |
    - id: shufa
      title: 书法班
      category: 青少年宫
      description: ｜-
        从握笔、坐姿开始。

        零基础也能学。

FAIL second-row:
  data/organization.yml: |
    - name: 小院
    - phone: 0830-1234567

FAIL unused-file:
  data/kecheng.yml: |
    - {id: shufa, title: 书法班, category: 青少年宫}
"""

from __future__ import annotations

from typing import Final

CODES: Final = (
    "unknown-field",
    "missing-field",
    "bad-value",
    "bad-choice",
    "too-long",
    "line-break",
    "repeated-id",
    "duplicate-field",
    "wrong-table",
    "extra-dash",
    "bad-id",
    "unknown-reference",
    "not-its-class",
    "cut-by-hash",
    "odd-list",
    "mixed-quotes",
    "syntax",
    "not-a-list",
    "not-a-record",
    "odd-block",
    "second-row",
    "unused-file",
)
TITLE: Final = "表格要读得懂：栏名、日期、编号、引号"
