"""A site's own files beside the kit's: copied with where they came from, and named when that changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from linli import kit, owned
from linli.checking import check
from linli.cli import main
from test_start import TODAY, begun

ROOT = Path(__file__).resolve().parents[1]
SHEET, PAGE, VIEW = "overrides/assets/styles/base.css", "content/privacy.md", "overrides/views/story.html"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site, and a kit of its own that may change."""
    for name in (
        SHEET,
        VIEW,
        "overrides/pages/privacy.md",
        "overrides/assets/dist/linli.js",
        "data/schemas/terms.yaml",
    ):
        (tmp_path / "kit" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "kit" / name)
    root = begun(tmp_path / "own")
    monkeypatch.setattr(kit, "HOME", tmp_path / "kit")
    return root


def states(root: Path) -> dict[str, str]:
    return {one.path: one.state for one in owned.owned(root)}


def test_what_is_copied_is_the_same_until_the_original_changes(own: Path) -> None:
    assert states(own) == {}
    for path in (SHEET, PAGE, VIEW, "data/schemas/terms.yaml"):
        assert main(["override", path, "--root", str(own)]) == 0
    assert set(states(own).values()) == {"same"}
    with (own / SHEET).open("a", encoding="utf-8") as file:
        file.write("p{color:red}\n")
    assert states(own)[SHEET] == "same", "that one's own copy changes is what it is for"
    (kit.HOME / SHEET).write_text("new", "utf-8")
    (kit.HOME / "overrides/pages/privacy.md").write_text("new", "utf-8")
    (kit.HOME / VIEW).unlink()
    assert states(own) == {
        PAGE: "changed",
        "data/schemas/terms.yaml": "same",
        SHEET: "changed",
        VIEW: "gone",
    }


def test_what_the_commands_say(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upgrade", "--check", "--root", str(own)]) == 0
    assert main(["override", SHEET, "--root", str(own)]) == 0
    (own / "overrides/views").mkdir()
    (own / VIEW).write_text("{{ title }}", "utf-8")
    assert main(["upgrade", "--check", "--root", str(own)]) == 0
    assert f"{VIEW}：没有记着从哪一版抄的" in capsys.readouterr().out
    (kit.HOME / SHEET).write_text("new", "utf-8")
    assert main(["upgrade", "--check", "--root", str(own)]) == 1
    assert f"{SHEET}：原来的变了（这里的是从 0.1.0 抄的）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("overrides/views/no.html", "程序里没有"),
        ("content/index.md", "程序里没有"),
        ("../kit/overrides/views/story.html", "程序里没有"),
        ("mkdocs.yml", "程序里没有"),
        ("overrides/assets/dist/linli.js", "不能单独换"),
    ],
)
def test_what_cannot_be_ones_own(path: str, said: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["override", path, "--root", str(own)]) == 2
    assert said in capsys.readouterr().err


def test_nothing_is_written_over(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / PAGE).write_text("我的", "utf-8")
    assert main(["override", PAGE, "--root", str(own)]) == 2
    assert "已经有了" in capsys.readouterr().err
    assert (own / PAGE).read_text("utf-8") == "我的"


def test_in_the_kit_itself_there_is_nothing_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["override", VIEW, "--root", str(ROOT)]) == 2
    assert "这个文件夹就是程序自己" in capsys.readouterr().err
    assert owned.owned(ROOT) == []


def test_marked_copies_are_as_good_as_the_originals(tmp_path: Path) -> None:
    root = begun(tmp_path)
    for path in (SHEET, PAGE, VIEW, "overrides/paper/card.typ"):
        owned.copy(root, path)
    assert [p for p in check(root, TODAY).problems if p.level == "error"] == []
