"""A page carries the rules it can need and no others."""

from __future__ import annotations

from linli.styles import Stylesheet

SCRIPT = 'find(".on, .off"); row.className = "given " + tint'

CSS = (
    "a{color:red}.on,.off{x:y}.off .b{z:1}#id>p{q:1}@media print{.on{p:1}.off{p:2}}@media (min-width:9em){.off{k:1}}"
    "@container (max-width:9em){.off{k:2}}"
    ".given{t:1}@font-face{src:url(a)}html[data-size]{s:1}"
)


def test_rules_of_absent_classes_are_left_out() -> None:
    assert Stylesheet(CSS, SCRIPT).for_page('<p class="on">') == (
        "a{color:red}.on{x:y}@media print{.on{p:1}}.given{t:1}@font-face{src:url(a)}html[data-size]{s:1}"
    )


def test_nothing_is_left_out_where_all_is_named() -> None:
    assert Stylesheet(CSS, SCRIPT).for_page('<p class="on off {% if x == "y" %}b{% endif %}" id="id">') == CSS


def test_a_class_that_a_script_sets_counts() -> None:
    assert ".given{t:1}" in Stylesheet(CSS, SCRIPT).for_page("")
    assert ".on{x:y}" in Stylesheet(CSS, SCRIPT).for_page('<script>e.className="on"</script>')
    assert ".on" not in Stylesheet(CSS, SCRIPT).for_page("")


def test_rules_of_absent_elements_are_left_out() -> None:
    css = "p{a:1}table,p b{b:1}main>td:first-child{c:1}.pre,.code-x code{d:1}@media print{pre{e:1}}"
    sheet = Stylesheet(css, "", ["<p>", "<table><td>", "<pre><code>"])
    assert sheet.for_page('<p class="pre">') == "p{a:1}p b{b:1}.pre{d:1}"
    assert sheet.for_page('<p class="pre code-x">{{ text | markdown }}') == css
    assert Stylesheet(css, "").for_page('<p class="pre">{{ text | markdown }}') == "p{a:1}p b{b:1}.pre{d:1}"
    assert sheet.for_page('<tdx><td class="code-x"><code>') == (
        "p{a:1}p b{b:1}main>td:first-child{c:1}.code-x code{d:1}"
    )


def test_a_class_of_a_record_s_text_counts_where_its_template_shows_one() -> None:
    sheet = Stylesheet(".tip{a:1}.k .tip,mark{b:1}", "", ['<p class="tip"><mark>'])
    assert sheet.for_page("{{ text | markdown }}") == ".tip{a:1}mark{b:1}"
    assert sheet.for_page("<p>") == ""
