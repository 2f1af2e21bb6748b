"""Photos and drawings of records: nothing hidden is published, nothing is enlarged, what cannot be shown is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from communities import make
from fragments import ROOT, gather, lay_out
from linli import assets, names
from linli.checks import images
from linli.pictures import drawing, kept, raster
from linli.pictures.album import Album
from linli.render import Renderer

HIDDEN = (b"Exif", b"GPS", b"Phone X", b"xpacket", b"a secret", b"tEXt", b"MPF")
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><title>一把伞</title><path stroke="#2b2622" d="M0 0"/></svg>'


def photo(width: int = 900, height: int = 600, kind: str = "JPEG", turned: int = 1) -> bytes:
    """The left half red, the right half blue; with a place, a telephone and a remark in it."""
    image = Image.new("RGB", (width, height), (200, 0, 0))
    image.paste((0, 0, 200), (width // 2, 0, width, height))
    hidden = Image.Exif()
    hidden[0x0112], hidden[0x010F] = turned, "Phone X"
    hidden.get_ifd(0x8825).update({1: "N", 2: (28.0, 52.0, 48.0), 3: "E", 4: (105.0, 27.0, 0.0)})
    options: dict[str, Any] = {"exif": hidden, "xmp": b"<?xpacket secret?>"}
    if kind == "JPEG":
        options["comment"] = b"a secret"
    if kind == "GIF":
        options = {"comment": b"a secret"}
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def hidden_in(data: bytes) -> list[str]:
    image = Image.open(BytesIO(data))
    image.load()
    told = [str(tag) for tag in image.getexif()] + sorted(set(image.info) & {"exif", "xmp", "comment", "icc_profile"})
    return told + [mark.decode() for mark in HIDDEN if mark in data]


def record(**fields: str) -> Any:
    row = {"id": "a", "title": "一事", "date": "2024-05-31", "body": "正文", **fields}
    return make(stories=[row]).stories[0]


def album(root: Path, pictures: Mapping[str, bytes]) -> Album:
    for name, data in pictures.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_bytes(data)
    return Album(root)


def of(root: Path, pictures: Mapping[str, bytes], **fields: str) -> tuple[list[Any], dict[str, bytes]]:
    made, story = album(root, pictures), record(**fields)
    return made.of(story), dict(made.files([story]))


@pytest.mark.parametrize(("until", "shown"), [("2026-11-24", True), ("2026-11-23", False)])
def test_a_photo_is_shown_no_longer_than_was_agreed(tmp_path: Path, until: str, shown: bool) -> None:
    """Neither on the page nor under any address; a drawing beside it stays."""
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>a</title></svg>'
    album(tmp_path, {"images/a.jpg": photo(), "images/b.svg": drawn})
    made = Album(tmp_path, date(2026, 11, 24))
    story = record(image="a.jpg, b.svg", image_alt="院子；画", consent="书面同意", consent_until=until)
    assert [picture.alt for picture in made.of(story)] == (["院子", "画"] if shown else ["画"])
    assert ("images/a.jpg" in dict(made.files([story]))) is shown


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_nothing_hidden_is_published(tmp_path: Path, kind: str) -> None:
    """The test photo does hide something; no file that the build publishes does, under whatever address."""
    data = photo(kind=kind)
    assert hidden_in(data)
    name = f"images/a.{kind.lower()}"
    _, files = of(
        tmp_path, {name: data, "assets/b.jpg": photo()}, image=f"a.{kind.lower()}", image_alt="图", consent="没有人"
    )
    assert {name, "assets/b.jpg"} < set(files)
    assert len(files) == 2 + 3 * 3
    for path, published in files.items():
        assert hidden_in(published) == [], path
    lying = dict(assets.content(tmp_path / "content"))
    assert lying == {}, "no photo is published as it lies"


def test_a_photo_of_several_pictures_is_one_picture() -> None:
    """Telephones hide a second picture, with its own place, behind the first."""
    out = BytesIO()
    Image.new("RGB", (60, 40)).save(out, "MPO", save_all=True, append_images=[Image.open(BytesIO(photo(80, 60)))])
    assert b"MPF" in out.getvalue()
    assert hidden_in(raster.clean(out.getvalue())) == []


@pytest.mark.parametrize(
    ("turned", "size", "red"), [(1, (900, 600), (10, 300)), (6, (600, 900), (300, 10)), (3, (900, 600), (890, 300))]
)
def test_photos_stand_upright(turned: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    made = raster.made(photo(turned=turned))
    assert (made.width, made.height) == size
    for (width, _), data in made.smaller.items():
        image = Image.open(BytesIO(data)).convert("RGB")
        at = image.getpixel((red[0] * width // size[0], red[1] * width // size[0]))
        assert isinstance(at, tuple)
        assert at[0] > 150 > at[2]
    whole = Image.open(BytesIO(raster.clean(photo(turned=turned))))
    assert whole.size == size


@pytest.mark.parametrize(
    ("width", "widths"),
    [(300, [300]), (480, [480]), (700, [480, 700]), (900, [480, 800, 900]), (3000, [480, 800, 1200])],
)
def test_no_photo_is_enlarged(width: int, widths: list[int]) -> None:
    made = raster.made(photo(width, 40))
    assert sorted({each for each, _ in made.smaller}) == widths
    assert {kind for _, kind in made.smaller} == {"avif", "webp", "jpg"}
    for (each, kind), data in made.smaller.items():
        image = Image.open(BytesIO(data))
        assert (image.width, image.format) == (each, {"jpg": "JPEG"}.get(kind, kind.upper()))


def test_a_drawing_needs_few_colours_unless_one_looks_through_it() -> None:
    letters = Image.linear_gradient("L").convert("RGBA")
    given = BytesIO()
    letters.save(given, "PNG", compress_level=0)
    made = raster.drawn(given.getvalue())
    assert len(made) < len(given.getvalue()) / 3
    seen = Image.open(BytesIO(made)).convert("RGB")
    far = ImageChops.difference(seen, letters.convert("RGB")).getextrema()
    assert max(high for _, high in far) <= 16
    letters.putpixel((0, 0), (0, 0, 0, 254))
    given = BytesIO()
    letters.save(given, "PNG")
    assert raster.drawn(given.getvalue()) == given.getvalue()


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a pixel of it is read."""
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_: pytest.fail("read"))
    for use in (raster.look, raster.clean, raster.made):
        with pytest.raises(raster.UnusableError, match="9000×9000"):
            use(out.getvalue())
    with pytest.raises(raster.UnusableError, match="25 MB"):
        raster.look(b"\xff\xd8" + b"0" * 25_000_000)


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"<svg/>", photo()[:900], photo(kind="PNG")[:400], b"GIF89a\xff\xff"]
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(raster.UnusableError, match="不是图片"):
        raster.look(data)


def test_clear_parts_are_white_in_photos() -> None:
    out = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    made = raster.made(out.getvalue())
    assert Image.open(BytesIO(made.smaller[50, "jpg"])).getpixel((9, 9)) == (255, 255, 255)
    assert Image.open(BytesIO(raster.clean(out.getvalue()))).mode == "RGBA", "under its own name it stays clear"


def test_a_moving_picture_goes_on_moving() -> None:
    frames = [Image.new("P", (20, 20), number) for number in range(3)]
    for number, frame in enumerate(frames):
        frame.putpalette([number * 80] * 768)
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=200, comment=b"a secret")
    found = Image.open(BytesIO(raster.clean(out.getvalue())))
    assert (getattr(found, "n_frames", 1), found.info["duration"]) == (3, 200)
    assert b"a secret" not in raster.clean(out.getvalue())


def test_an_unchanged_build_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = of(tmp_path, {"images/a.jpg": photo()}, image="a.jpg", image_alt="图")
    assert kept.is_known(tmp_path, photo())
    for use in ("look", "clean", "made"):
        monkeypatch.setattr(raster, use, lambda _: pytest.fail("made again"))
    assert of(tmp_path, {}, image="a.jpg", image_alt="图") == first


def test_what_no_build_uses_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.whole(tmp_path, photo())
    kept.forget_others(tmp_path)
    assert kept.is_known(tmp_path, photo())
    monkeypatch.setattr(kept, "KEEP", -1.0)
    kept.forget_others(tmp_path)
    assert not kept.is_known(tmp_path, photo())


def test_a_drawing_in_the_dark() -> None:
    found = drawing.read(DRAWN)
    assert found is not None
    assert (found.title, found.width, found.height) == ("一把伞", 320, 180)
    assert "#e6ddd2" in found.dark
    assert drawing.read("<svg><title>没有大小</title></svg>") is None


@pytest.mark.parametrize("path", sorted((ROOT / "content/illustrations").glob("*.svg")), ids=lambda path: path.stem)
def test_our_drawings_are_of_one_hand(path: Path) -> None:
    """Paper, ink and one wash of twelve hundredths; each says what it shows."""
    text = path.read_text("utf-8")
    found = drawing.read(text)
    assert found is not None
    assert (found.width, found.height) == (320, 180)
    assert found.title
    colours = set(re.findall(r"#[0-9a-f]{6}", text))
    assert colours < set(drawing.DARK)
    assert len(colours) == 3
    assert set(re.findall(r'fill-opacity="([^"]+)"', text)) == {".12"}
    assert "<style" not in text
    assert path.stat().st_size < 5000


def test_what_a_page_says_of_a_photo(tmp_path: Path) -> None:
    pictures = {"images/a b.jpg": photo(), "illustrations/san.svg": DRAWN.encode()}
    fields = {"image": "a b.jpg, san.svg", "image_alt": "院子；伞", "consent": "没有人", "credit": "志愿者"}
    made = album(tmp_path, pictures)
    source = '{% from "macros/shots.html" import shots %}{{ shots(story, base) }}'
    renderer = Renderer(ROOT, made)
    html = renderer._environment.from_string(source).render(story=record(**fields), base="../../")
    first, second = re.findall(r"<picture>.*?</picture>", html)
    assert re.findall(r'type="(.*?)"', first) == ["image/avif", "image/webp"]
    assert 'width="900" height="600" alt="院子"' in first
    assert 'media="(prefers-color-scheme: dark)"' in second
    assert 'src="../../illustrations/san.svg" width="320" height="180" alt="伞"' in second
    assert "图：志愿者" in html
    del fields["credit"]
    assert "图：" not in renderer._environment.from_string(source).render(story=record(**fields), base="../../")
    files = dict(made.files([]))
    named = re.findall(r"\.\./\.\./(pictures/[^ \",]+)", html)
    assert len(named) == 3 * 3 + 1 + 1
    assert set(named) <= set(files)


def problems(folder: Path, pictures: Mapping[str, bytes], **fields: str) -> Iterator[str]:
    text = "- id: a\n  title: 一事\n  date: 2024-05-31\n" + "".join(
        f"  {key}: {value}\n" for key, value in fields.items()
    )
    root = lay_out(folder, {"data/stories.yml": text})
    album(root, pictures)
    context, before = gather(root)
    assert before == []
    for problem in images.check(context):
        assert problem.level == "error"
        yield f"{problem.mark} {problem.code}"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"image": "a.jpg", "image_alt": "院子", "consent": "没有人"}, []),
        ({"image": "a.jpg", "image_alt": "院子"}, ["data/stories.yml:4:10 image-consent"]),
        ({"image": "a.jpg", "consent": "没有人"}, ["data/stories.yml:4:10 image-alt"]),
        ({"image": "a.jpg, san.svg", "image_alt": "院子", "consent": "没有人"}, ["data/stories.yml:4:10 image-alt"]),
        ({"image": "a.jpg", "image_alt": "院子；伞", "consent": "没有人"}, ["data/stories.yml:5:14 image-alt"]),
        ({"image": "san.svg"}, []),
        ({"image": "san.svg", "image_alt": "伞"}, []),
        ({"image": "A.jpg", "image_alt": "院子", "consent": "没有人"}, ["data/stories.yml:4:10 image-missing"]),
        ({"image": "../a.jpg", "image_alt": "院子", "consent": "没有人"}, ["data/stories.yml:4:10 image-missing"]),
    ],
)
def test_what_an_editor_is_told(tmp_path: Path, fields: dict[str, str], found: list[str]) -> None:
    pictures = {"images/a.jpg": photo(60, 40), "illustrations/san.svg": DRAWN.encode()}
    assert list(problems(tmp_path / "r", pictures, **fields)) == found


def test_a_damaged_photo_is_told_once_where_it_is_named(tmp_path: Path) -> None:
    pictures = {"images/a.jpg": photo()[:900], "images/b.jpg": b"", "assets/c.heic": b"x"}
    said = list(problems(tmp_path / "r", pictures, image="a.jpg", image_alt="图", consent="没有人"))
    assert said == [
        "data/stories.yml:4:10 image-file",
        "content/assets/c.heic:1:1 image-format",
        "content/images/b.jpg:1:1 image-file",
    ]


def test_several_names_in_a_cell() -> None:
    assert names.files("a b.jpg、c.png").names == ("a b.jpg", "c.png")
    for wrong in ("a.jpg,,b.jpg", "a.jpg, a.jpg", ",".join(f"{n}.jpg" for n in range(9))):
        with pytest.raises(ValueError, match=r"空的|两次|太多"):
            names.files(wrong)
    assert names.steps("大门 → 电梯,2楼").names == ("大门", "电梯", "2楼")
    with pytest.raises(ValueError, match="两步"):
        names.steps("大门")
