"""What stands above the text of a page between two lines of ---: every slip that would show it to readers is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fragments import gather, lay_out
from linli.checks import front_matter
from linli.problems import Problem


def found(folder: Path, text: str | bytes) -> list[Problem]:
    root = lay_out(folder / "site", {"content/a.md": ""})
    (root / "content/a.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    context, _ = gather(root)
    return list(front_matter.check(context))


SLIPS = [
    # what was typed, where, what is said
    ("---\ntitle：关于我们\n---\n\n# 一\n", ["2:6"], "里的冒号是中文冒号"),
    ("---\ntitle:关于我们\n---\n", ["2:6"], "title 的冒号后面少了一个空格"),
    ("---\ntitle 关于我们\n---\n", ["2:1"], "title 后面少了冒号"),
    ("---\ntitle: 关于我们: 妇联\n---\n", ["2:12"], 'title: "关于我们: 妇联"'),
    ("---\ntitle: 关于\ndescription：妈妈\n---\n", ["3:12"], "里的冒号是中文冒号"),
    ('---\ntitle: "关于我们\n---\n', ["2:8"], "没有配对"),
    ("---\ntitle: [公告]\n---\n", ["2:1"], "应是一行文字"),
    ("---\ntitle: 一\ntitle: 二\n---\n", ["3:1"], "写了两次"),
    ("---\ntitel: 关于我们\n---\n", ["2:1"], "把 titel 改成 title"),
    ("---\n标题: 关于我们\n---\n", ["2:1"], "把 标题 改成 title"),
    ("———\ntitle: 关于我们\n---\n", ["1:1"], "「———」不是三个英文短横线，下面几行"),
    ("----\ntitle: 关于我们\n---\n", ["1:1"], "不是三个英文短横线"),
    (" ---\ntitle: 关于我们\n---\n", ["1:1"], "「 ---」不是三个英文短横线"),
    ("---\ntitle: 关于我们\n--\n\n# 一\n", ["3:1"], "「--」不是三个英文短横线，上面几行"),
    ("－－－\ntitle: 关于我们\n－－－\n", ["1:1", "3:1"], "不是三个英文短横线"),
    ("\n---\ntitle: 关于我们\n---\n", ["1:1"], "上面有空行"),
    ("title: 关于我们\n---\n\n# 一\n", ["1:1"], "「title: 关于我们」上面没有 ---"),
    ("title：关于我们\n\n# 一\n", ["1:1", "1:6"], "上面没有 ---"),
    ("---\ntitle: 关于我们\n\n# 一\n", ["2:1"], "下面没有 ---"),
    ("---\ntitle: 关于我们\n# 一\n\n二\n\n---\n\n三\n", ["2:1"], "下面没有 ---"),
]


@pytest.mark.parametrize(("text", "where", "said"), SLIPS, ids=[text for text, _, _ in SLIPS])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_slip_is_told_at_its_line(text: str, where: list[str], said: str, newline: str, tmp_path: Path) -> None:
    problems = found(tmp_path, text.replace("\n", newline).encode())
    assert [f"{problem.mark.line}:{problem.mark.column}" for problem in problems] == where
    assert said in f"{problems[0].message} | {problems[0].hint}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n",
        "---\n---\n",
        "***\n一\n",
        "---\n\n一\n\n---\n\n二\n",
        "---\n说明：本页\n\n---\n二\n",
        "一\n---\n二\n",
        "# 一\n\ntitle: 二\n---\n",
        "title: 一\ndescription: 二\n\n# 三\n",
        "---\ntitle: 一\nsearch:\n  exclude: true\n---\n",
        "---\ntitle: >-\n  一\n  二\n...\n",
        "\ufeff---\ntitle: 一\n---\n",
    ],
)
def test_what_is_right_or_no_front_matter_is_fine(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []
