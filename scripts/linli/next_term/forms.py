"""The forms of a new term: takes a plan and a form of the old term, adds the new one, whose link is left for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from linli.next_term.names import Moved, old_year
from linli.next_term.planned import COUNTED, New, Plan, Values, said
from linli.rows import Row

OPEN: Final = "报名表做好以后在这里公布；想先问一问，请打电话。"


def form(made: Plan, key: str, forms: Mapping[str, Row]) -> str:
    """Return the form of the new term; one that has neither dates nor the term in its id is open all the time."""
    row = forms.get(key)
    moved = made.moved
    own = moved.id(key, always=False) != key
    if row is None or not (own or said(row, "opens_at") or said(row, "closes_at")):
        return key
    new = moved.id(key)
    if new in forms or any(form.values["id"] == new for form in made.added["forms"]):
        return new
    values: Values = {name: value for name, value in row.values.items() if name not in (*COUNTED, "url", "param")}
    values |= {"id": new, "title": moved.text(said(row, "title"))}
    values |= _open(row, moved)
    above = ""
    if said(row, "url") or not said(row, "how_to_apply"):
        values["how_to_apply"] = OPEN
        param = f"、param（上学期是 {said(row, 'param')}）" if said(row, "param") else ""
        above = f"# 待填：新的报名表做好以后写 url{param}，删掉 how_to_apply"
    span = f"开放时间推到 {values.get('opens_at') or '没有写'} 到 {values.get('closes_at') or '没有写'}"
    if not values.get("opens_at"):
        span += "（没有写几时开始，网页会说「报名中」）"
    seats = f"，总名额照写 {said(row, 'seats')}" if said(row, "seats") else ""
    link = "链接 url 待填，" if above else ""
    made.decide["报名表"].append(f"{values['title']} ({new})：{link}{span}{seats}")
    if old_year(str(values["title"]), moved):
        made.decide["报名表"].append(f"{new} 的名称还写着以前的年份，请改")
    made.added["forms"].append(New(values, row, above))
    return new


def _open(row: Row, moved: Moved) -> Values:
    """From when until when it can be filled in; as far from the term's begin as it was, where the end comes too early."""
    texts = {name: text for name in ("opens_at", "closes_at") if (text := said(row, name))}
    found = {name: moved.moment(text) for name, text in texts.items()}
    if len(found) == len(texts) == 2 and found["closes_at"] <= found["opens_at"]:
        found = {name: moved.moment(text, begin=True) for name, text in texts.items()}
    return {name: text or None for name, text in found.items()}


def others(made: Plan, tables: Mapping[str, Sequence[Row]], forms: Mapping[str, Row]) -> None:
    """Tell of forms of the old term that courses and services name: one day they have to change, no one knows which."""
    for table, title in (("courses", "title"), ("services", "name")):
        for row in tables.get(table, ()):
            key = said(row, "form")
            if key in forms and made.moved.id(key, always=False) != key:
                new = made.moved.id(key)
                message = f"{said(row, title)}（{table}.yml）的 form 还是 {key}，开始新报名时改成 {new}"
                made.decide["报名表"].append(message)
