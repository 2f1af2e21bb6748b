"""Documentation as a test: every command, option, table and field is explained where its users look."""

from __future__ import annotations

import argparse
import re
from html import unescape
from pathlib import Path

import pytest

from linli import schema
from linli.checks import Rule, rules
from linli.checks._manual import reading
from linli.cli import parser

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = schema.load(ROOT)
COMMANDS = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)).choices


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
@pytest.mark.parametrize("command", [*COMMANDS, "test", "bench"])
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    assert f"run.py {command}" in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    for action in COMMANDS[command]._actions:
        assert action.help, f"{command} {action.option_strings}"


@pytest.mark.parametrize("name", PACKAGE.schemas)
def test_every_field_has_label_explanation_and_example(name: str) -> None:
    found = PACKAGE.schemas[name]
    assert found.title
    assert found.description
    for field in found.fields.values():
        assert field.title != field.name, f"{name}.{field.name} has no Chinese title"
        assert field.description, f"{name}.{field.name} has no description"
        assert field.example, f"{name}.{field.name} has no example"


@pytest.mark.parametrize("name", PACKAGE.schemas)
def test_every_field_is_in_the_editors_manual(site_dir: Path, name: str) -> None:
    manual = unescape((site_dir / "editing/index.html").read_text("utf-8"))
    assert PACKAGE.schemas[name].title in manual
    for field in PACKAGE.schemas[name].fields.values():
        assert f"<code>{field.name}</code>" in manual
        assert re.search(re.escape(field.title), manual)


@pytest.mark.parametrize("rule", [reading(), *rules()], ids=lambda rule: rule.name)
def test_every_rule_is_in_the_editors_manual(site_dir: Path, rule: Rule) -> None:
    manual = unescape((site_dir / "rules/index.html").read_text("utf-8"))
    _, _, part = manual.partition(f'<section aria-labelledby="rule-{rule.name}">')
    part, _, _ = part.partition("</section>")
    assert f'<h2 id="rule-{rule.name}">{rule.title}</h2>' in part
    assert "<summary>这样写可以</summary>" in part
    for code in rule.codes:
        assert part.count(f'id="{code}"') == 1
        assert f"<code>{code}</code>" in part


def test_the_rules_are_found_from_the_editors_manual(site_dir: Path) -> None:
    assert 'href="../rules/"' in (site_dir / "editing/index.html").read_text("utf-8")
    assert "rules/" not in (site_dir / "index.html").read_text("utf-8"), "residents are not led there"
