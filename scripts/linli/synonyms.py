"""Words that mean the same when people search: edit here, one line a meaning, any word of it finds all others.

Weekdays and times need no line where they follow a rule: 七点, 晚7点 and 19:00 are understood by search.js.
"""

from __future__ import annotations

from typing import Final

SYNONYMS: Final[tuple[tuple[str, ...], ...]] = (
    *((f"周{day}", f"星期{day}", f"礼拜{day}") for day in "一二三四五六"),
    ("周日", "周天", "星期日", "星期天", "礼拜天", "礼拜日"),
    ("托育", "托儿", "托管", "托班", "托幼", "带娃", "看孩子"),
    ("急救", "心肺复苏", "救护", "胸外按压", "人工呼吸", "cpr"),
    ("电话", "联系方式", "热线", "咨询"),
    ("免费", "不要钱", "不收钱", "不花钱", "公益"),
    ("老人", "老年人", "长辈", "爷爷奶奶"),
    ("孩子", "小孩", "儿童", "小朋友", "娃娃"),
    ("报名", "登记", "预约"),
    ("讲座", "讲课"),
    ("书法", "毛笔字", "写字"),
    ("美术", "画画", "绘画"),
    ("舞蹈", "跳舞"),
    ("形体", "仪态", "体态"),
    ("就业", "工作", "找活", "挣钱", "兼职"),
    ("心理", "情绪", "心情"),
    ("维权", "法律", "受委屈"),
    ("图书", "看书", "借书", "阅读", "读书"),
    ("志愿者", "义工", "志愿"),
)
