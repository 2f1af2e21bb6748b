"""Problems as a bar on the pages of the live preview: takes problems and the root, gives HTML and its style.

An editor who looks at the browser, not at the window in which `serve` runs, sees there why the page stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from linli.problems import Problem, errors

MOST: Final = 3
"""Problems on a page; the window has all of them."""
STYLE: Final = """
.linli-bar{position:sticky;top:0;z-index:99;box-sizing:border-box;max-height:45vh;overflow:auto;padding:.6rem 1rem;
border-bottom:3px solid #b3361f;background:#fff3ef;color:#3a1710;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;
text-align:left;letter-spacing:0}
.linli-bar ol{margin:.3rem 0 0;padding:0;list-style:none}
.linli-bar li{margin:.3rem 0;padding:.3rem 0;border-top:1px solid #e9cfc6}
.linli-bar code{font:14px/1.5 ui-monospace,Consolas,monospace;user-select:all;overflow-wrap:anywhere}
.linli-bar a{display:inline-block;margin-left:.6rem;color:#9c2f1b;text-decoration:underline}
.linli-bar small{display:block;font-size:15px;color:#6a4a40}
.linli-bar p{margin:.3rem 0 0}
.linli-bar.quiet{border-bottom-color:#c58a1b;background:#fffaf0;color:#3a2c10;padding:.3rem 1rem}
.linli-bar.quiet li{border-top-color:#eadfc4}
.linli-bar summary{cursor:pointer}
@media print{.linli-bar{display:none}}
"""


def html(problems: Sequence[Problem], root: Path, *, links: bool) -> str:
    """Return the bar, or nothing where nothing is wrong. `links`: whether the files lie on the reader's own machine."""
    wrong = errors(problems)
    shown = (wrong or problems)[:MOST]
    if not shown:
        return ""
    items = "".join(_item(problem, root, links=links) for problem in shown)
    total = len(wrong or problems)
    more = f"<p>还有 {total - MOST} 处，运行 serve 的窗口里写着全部。</p>" if total > MOST else ""
    if wrong:
        head = f"<b>有 {total} 处要改，网页还是改以前的样子。</b>改好、保存，这里就没有了。"
        return f'<aside class="linli-bar" role="alert" lang="zh-CN">{head}<ol>{items}</ol>{more}</aside>'
    head = f"<summary>有 {total} 处提醒，网页是新的</summary>"
    return f'<details class="linli-bar quiet" lang="zh-CN">{head}<ol>{items}</ol>{more}</details>'


def _item(problem: Problem, root: Path, *, links: bool) -> str:
    name = f"{problem.record}：" if problem.record else ""
    place = f"<code>{escape(str(problem.mark))}</code>{_link(problem, root) if links else ''}"
    hint = f"<small>{escape(problem.hint)}</small>" if problem.hint else ""
    return f"<li>{place}<br>{escape(name + problem.message)}{hint}</li>"


def _link(problem: Problem, root: Path) -> str:
    """To the line in the editor of those who have it; the others copy the path beside it."""
    file = root.resolve() / problem.mark.path
    if not file.is_file():
        return ""
    place = f"{quote(file.as_posix().lstrip('/'), safe='/:')}:{problem.mark.line}:{problem.mark.column}"
    return f'<a href="vscode://file/{escape(place)}">在 VS Code 里打开</a>'
