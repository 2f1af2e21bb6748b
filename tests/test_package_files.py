"""The kit's own files: a slip in any of them is told in Chinese at its line; so are files that nobody registered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fragments import ROOT, gather, lay_out
from linli.checking import check
from linli.problems import Problem, errors
from linli.schema import TABLES, load
from tests_support import TODAY

PACKAGE = "data/datapackage.yaml"
SCHEMA = "data/schemas/courses.yaml"


def found(root: Path) -> list[Problem]:
    return [p for p in check(root, TODAY).problems if p.code != "promise-not-checked"]


def lay_pages(root: Path) -> Path:
    """Write the pages of the navigation that the kit has not."""
    for name in ("index", "about"):
        (root / "content").mkdir(exist_ok=True)
        (root / f"content/{name}.md").write_text("# 一页\n", "utf-8")
    return root


def told(root: Path) -> str:
    [problem] = errors(found(root))
    assert problem.hint
    return f"{problem.mark}  {problem.message} | {problem.hint}"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


SLIPS = [
    # file, what is replaced by what, on which line (by its text) and column, what is said
    (PACKAGE, "name: linli-linfu", "name: 邻府", "name: 邻府", 7, "社区的英文名 name 写成了 邻府"),
    (PACKAGE, "name: linli-linfu\n", "", "title:", 1, "社区的英文名 name 没有写"),
    (PACKAGE, "title: 邻府社区「宝妈妇联」", "title：邻府社区", "title：", 6, "中文冒号「：」(U+FF1A)"),
    (PACKAGE, "    path: venues.yml", "   path: venues.yml", "   path: venues.yml", 4, "前面有 3 个空格"),
    (PACKAGE, "    path: venues.yml", "\tpath: venues.yml", "\tpath: venues.yml", 1, "Tab"),
    (PACKAGE, "    path: venues.yml", "    path:venues.yml", "path:venues.yml", 9, "path 的冒号后面少了一个空格"),
    (PACKAGE, "  - name: venues", "  – name: venues", "– name: venues", 3, "短破折号「–」(U+2013)"),
    (PACKAGE, "    title: 场地", '    title: "场地', '"场地', 12, "引号"),
    (PACKAGE, "    schema: schemas/venues.yaml", "    schema: schemas/venue.yaml",
     "schemas/venue.yaml", 13, "是不是想写 schemas/venues.yaml"),
    (PACKAGE, "    schema: schemas/venues.yaml", "    schema: ../venues.yaml", "../venues.yaml", 13, "不在 data 文件夹里"),
    (PACKAGE, "    schema: schemas/venues.yaml\n", "", "  - name: venues", 5, "schema 没有写"),
    (PACKAGE, "    path: venues.yml", "    path: /etc/passwd", "/etc/passwd", 11, "不在 data 文件夹里"),
    (PACKAGE, "    path: venues.yml", "    path: venues.yml\n    path: b.yml", "path: b.yml", 5, "path 写了两次"),
    (PACKAGE, "  - name: holidays-2026", "  - name: holidays-2025",
     "  - name: holidays-2025\n    title: 2026", 11, "改成 name: holidays-2026"),
    (PACKAGE, "path: holidays/2026.yml", "path: holidays/2025.yml",
     "path: holidays/2025.yml\n    format: yaml\n    encoding: utf-8\n    schema: schemas/holidays.yaml\n  - name: red",
     11, "文件 path: holidays/2025.yml 用了两次"),
    (PACKAGE, "resources:", "resource:", "name: linli", 1, "resources 没有写"),
    (SCHEMA, "    type: string\n    title: 编号", "    type: sting\n    title: 编号", "sting", 11, "是不是想写 string"),
    (SCHEMA, "    constraints:\n      required: true\n      pattern", "    constrains:\n      required: true\n      pattern",
     "constrains", 5, "是不是想写 constraints"),
    (SCHEMA, "      required: true\n      maxLength: 30", "      requird: true\n      maxLength: 30",
     "true\n      maxLength: 30", 16, "没有 requird 这条规则"),
    (SCHEMA, "      maxLength: 30", "      maxLength: 三十", "三十", 18, "规则 maxLength 写成了 三十"),
    (SCHEMA, "pattern: ^[a-z0-9-]+$\n      maxLength", "pattern: ^[a-z0-9-+$\n      maxLength", "^[a-z0-9-+$", 16, "不是正则表达式"),
    (SCHEMA, "  - name: category", "  - name: title", "title\n    type: string\n    title: 类别", 11, "栏名 title 用了两次"),
    (SCHEMA, "    title: 类别", "    title: 2026", "2026\n", 12, "title 应是文字"),
    (SCHEMA, "primaryKey:\n  - id", "primaryKey:\n  - ID", "  - ID", 3, "没有这一栏"),
    (SCHEMA, "      resource: forms", "      resource: form", "form\n", 17, "没有这张表"),
    ("data/schemas/changes.yaml", "name: reason", "name: 原因", "name: 原因", 11,
     "栏名写成了 原因，程序要用的栏 reason 没有了，网站生成不出来 | 栏名不能改，写回 name: reason"),
    ("data/schemas/venues.yaml", "name: room", "name: rooms", "name: rooms", 11, "写回 name: room"),
    ("data/schemas/changes.yaml", "- 停课", "- 取消", "- 取消", 11, "kind 的「取消」程序不认识"),
    ("mkdocs.yml", "site_name: 邻府社区宝妈妇联", "site_name：邻府社区", "site_name：", 10, "中文冒号「：」(U+FF1A)"),
    ("mkdocs.yml", "  paper: true", "  paper: 是", "paper: 是", 10, "只能写 true 或 false"),
    ("mkdocs.yml", "  paper: true", "  paper: true\n  mirrors: https://b.example.org/", "https://b.e", 12, "mirrors 应是一列网址"),
    ("mkdocs.yml", "  paper: true", "  paper: true\n  mirrors:\n    - https://a.example.org/\n    - example.org", "example.org\n", 7,
     "mirrors 的第2个写成了 example.org"),
    ("mkdocs.yml", "  paper: true", "  mirrors:\n    - javascript:alert(1)", "javascript:alert(1)", 7, "不是网址"),
    ("mkdocs.yml", "  paper: true", "  mirrors:\n    - https://u:p@example.org/", "https://u:p", 7, "不是网址"),
    ("mkdocs.yml", 'site_url: !ENV [SITE_URL, ""]', "site_url: example.org", "site_url: example.org", 11, "以 https:// 开头"),
    ("mkdocs.yml", "  language: zh", "   language: zh", "   language: zh", 4, "前面有 3 个空格"),
    ("mkdocs.yml", "nav:", "nav: 今天\nnv:", "今天", 6, "导航 nav 应是一列"),
    ("mkdocs.yml", "- 课表: tim", "- 课表：tim", "- 课表：", 5, "的冒号是中文冒号「：」(U+FF1A) | 写成 - 课表: timetable/index.md"),
    ("mkdocs.yml", "- 课表: tim", "- 课表:tim", "- 课表:", 5, "冒号后面少了一个空格 | 写成 - 课表: timetable/index.md"),
    ("mkdocs.yml", "- 课表: tim", "- 课表 tim", "- 课表 ", 5, "少了冒号 | 写成 - 课表: timetable/index.md"),
    ("mkdocs.yml", "- 课表: timetable/index.md", "- 课表:", "- 课表:", 5, "「课表」没有写是哪一页"),
    ("mkdocs.yml", "- 课表: timetable/index.md", "- 课表:\n    - 本周: timetable/index.md", "- 课表:", 5, "「课表」下面的 1 项不会显示"),
    ("mkdocs.yml", "  - 隐私", "  - 通知: tongzhi.md\n  - 隐私", "- 通知", 9,
     "「通知」的 tongzhi.md 不存在，每一页上都是打不开的链接 | 先写好 content/tongzhi.md"),
    ("mkdocs.yml", "  - 隐私", "  - 通知: tongzhi\n  - 隐私", "- 通知", 9, "先写好 content/tongzhi.md"),
    ("mkdocs.yml", ": privacy.md", ": Privacy.md", "Privacy.md", 11, "是不是想写 privacy.md？"),
    ("mkdocs.yml", "  - linli\n", "  - linlii\n", "- linlii", 5, "没有装这样的东西，网站生成不出来 | 是不是想写 linli？"),
    ("mkdocs.yml", "  - linli\n", "  - search\n", "  - search", 3, "没有 linli，网站生成不出来"),
    ("mkdocs.yml", "  - linli\n", "  - linli\n  - tags-of-all\n", "- tags-", 5, "写了 tags-of-all"),
    ("mkdocs.yml", "  - linli.prose:", "  - linli.pros:", "- linli.pros", 5, "是不是想写 linli.prose？"),
    ("mkdocs.yml", "  - attr_list", "  - attr_lst", "- attr_lst", 5, "是不是想写 attr_list？"),
    ("mkdocs.yml", "  name: material", "  name: materail", "name: mat", 3, "是不是想写 material？"),
    ("mkdocs.yml", "custom_dir: overrides", "custom_dir: override", "custom_dir", 15, "没有 override 这个文件夹"),
    ("mkdocs.yml", "docs_dir: content", "docs_dir: contents", "docs_dir", 11, "docs_dir: content"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{Path(slip[0]).stem}: {slip[5]}")
def test_a_slip_is_told_at_its_place(slip: tuple[str, str, str, str, int, str], make_root: Callable[..., Path]) -> None:
    path, old, new, where, column, message = slip
    root = lay_pages(make_root())
    text = (root / path).read_text("utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    (root / path).write_text(broken, "utf-8")
    said = told(root)
    assert message in said, said
    number = line_of(broken, where) if path != SCHEMA or where != "form\n" else line_of(broken, "resource: form\n")
    assert said.startswith(f"{path}:{number}:{column}  ")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "name: x\nresources: 3\n", "a: " + "[" * 200, "- &a [*a]\n", "\x07"]
)
@pytest.mark.parametrize("path", [PACKAGE, SCHEMA, "mkdocs.yml"])
def test_nonsense_is_told_in_chinese(path: str, text: str, make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / path).write_text(text, "utf-8")
    problems = errors(found(root))
    assert problems
    assert {problem.mark.path for problem in problems} == {path}
    assert {problem.code for problem in problems} == {"broken-package"}
    assert all(re.search(r"[\u4e00-\u9fff]", problem.message) and problem.hint for problem in problems)


@pytest.mark.parametrize("path", [PACKAGE, SCHEMA, "mkdocs.yml"])
def test_aliases_of_aliases_are_counted_before_anything_is_made(path: str, make_root: Callable[..., Path]) -> None:
    root = make_root()
    levels = "".join(f"k{n}: &k{n} [{','.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 9))
    (root / path).write_text(f"k0: &k0 [x]\n{levels}resources: [*k8]\nfields: [*k8]\nsite_name: *k8\n", "utf-8")
    assert f"{path}:6:" in told(root)
    assert "展开后太多" in told(root)


def test_a_file_that_is_not_there_is_named(make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / PACKAGE).unlink()
    assert PACKAGE in {problem.mark.path for problem in errors(found(root))}


def test_of_a_table_that_the_site_does_not_describe_the_kit_knows(make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / "data/schemas/groups.yaml").unlink()
    assert errors(found(root)) == []


def test_every_table_is_known() -> None:
    assert sorted(TABLES) == sorted(path.stem for path in (ROOT / "data/schemas").glob("*.yaml"))


def test_a_table_that_is_not_registered_is_read_and_told(make_root: Callable[..., Path]) -> None:
    root = make_root(venues="- {id: ting, name: 大厅}\n")
    text = (root / PACKAGE).read_text("utf-8")
    block = text[text.index("  - name: venues") : text.index("  - name: terms")]
    (root / PACKAGE).write_text(text.replace(block, ""), "utf-8")
    checked = check(root, TODAY)
    assert checked.loaded is not None
    assert [venue.id for venue in checked.loaded.community.venues] == ["ting"]
    [problem] = [p for p in checked.problems if p.code == "unregistered-file"]
    assert (problem.mark.path, problem.level) == ("data/venues.yml", "warning")
    assert "name: venues，path: venues.yml，schema: schemas/venues.yaml" in problem.hint


def test_a_year_that_is_not_registered_is_read_and_told(make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / "data/holidays/2027.yml").write_text("- {date: 2027-01-01, name: 元旦, kind: 休}\n", "utf-8")
    checked = check(root, TODAY)
    assert checked.loaded is not None
    assert [day.date.year for day in checked.loaded.community.holidays] == [2027]
    [problem] = [p for p in checked.problems if p.code == "unregistered-file"]
    assert problem.mark.path == "data/holidays/2027.yml"
    assert "name: holidays-2027，path: holidays/2027.yml，schema: schemas/holidays.yaml" in problem.hint


@pytest.mark.parametrize(
    ("path", "hint"),
    [("course.yml", "courses"), ("courses.yaml", "courses"), ("备份/courses.yml", "移出 data"), ("x.yml", "移出 data")],
)
def test_a_file_that_no_table_takes_is_told(path: str, hint: str, make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / "data" / path).parent.mkdir(exist_ok=True)
    (root / "data" / path).write_text("- id: shufa\n", "utf-8")
    [problem] = [p for p in found(root) if p.code == "unused-file"]
    assert problem.mark.path == f"data/{path}"
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("data/changes/1.txt", "改名为 data/changes/1.yml"),
        ("data/changes/1.yml.txt", "改名为 data/changes/1.yml"),
        ("data/changes/1", "改名为 data/changes/1.yml"),
        ("data/changes.yml.txt", "接到 data/changes.yml 的最后"),
        ("data/changes.txt", "接到 data/changes.yml 的最后"),
        ("data/change.yml.txt", "接到 data/changes.yml 的最后"),
        ("data/Changes.YML", "接到 data/changes.yml 的最后"),
        ("data/x.yml.txt", "改名为 data/表名.yml"),
        ("changes.yml", "接到 data/changes.yml 的最后"),
        ("changes.yml.txt", "接到 data/changes.yml 的最后"),
        ("content/changes.yml", "接到 data/changes.yml 的最后"),
    ],
)
def test_a_table_that_nobody_reads_for_its_name_is_told(path: str, right: str, make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("- {course: shufa, date: 2026-11-25, kind: 停课}\n", "utf-8")
    [problem] = [p for p in load(root).problems if p.code == "unused-file"]
    assert (problem.mark.path, problem.level) == (path, "warning")
    assert right in problem.hint


@pytest.mark.parametrize(
    "path",
    [
        "data/README.md",
        "data/changes/README.md",
        "data/~$changes.yml",
        "data/changes.yml.bak",
        "data/说明.txt",
        "data/.a.yml.txt",
        "compose.yml",
        "content/a.yml",
        "requirements.txt",
        "data/schemas/a.txt",
    ],
)
def test_what_is_no_table_is_left_alone(path: str, make_root: Callable[..., Path]) -> None:
    root = make_root()
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("一\n", "utf-8")
    assert load(root).problems == ()


def test_a_second_row_of_the_community_is_told_whatever_file_it_stands_in(tmp_path: Path) -> None:
    rows = {
        "data/organization.yml": "- name: 小院\n  phone: 0830-1234567\n- address: 一号\n",
        "data/organization/2.yml": "- name: 小院\n",
    }
    context, problems = gather(lay_out(tmp_path / "site", rows))
    assert [(str(p.mark), p.code) for p in problems] == [
        ("data/organization.yml:3:3", "second-row"),
        ("data/organization/2.yml:1:3", "second-row"),
    ]
    assert context.community.organization.phone == "0830-1234567"


# ---- a table as a folder of parts
