"""The editors' pages as tests see them: takes a community, gives its pages, and what their own modules make of things."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any, Final

import communities
from linli import structure
from linli.timetable import expand
from linli.views import Edition, Page, editing
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "overrides/assets/src"
RUN: Final = """
import { readFileSync } from "node:fs";
const { rowText } = await import(`${process.argv[1]}/yaml.js`);
const { written } = await import(`${process.argv[1]}/lines.js`);
const { tell } = await import(`${process.argv[1]}/telling.js`);
const { told } = await import(`${process.argv[1]}/known.js`);
const { refused } = await import(`${process.argv[1]}/refusing.js`);
const given = JSON.parse(readFileSync(0, "utf-8"));
const does = {
  row: ({ values, fields }) => rowText(values, fields, written),
  tell: ({ known, row }) => tell(known, known.words, row),
  meet: ({ known, row }) => {
    const { slot } = tell(known, known.words, row);
    const found = slot && told(known, known.words.words, slot);
    return found && found.bad ? found.said : "";
  },
  refuse: ({ value, rules, others }) => refused(value, rules, others),
  hand: ({ script }) => {
    const document = { currentScript: {} };
    new Function("document", script)(document);
    return document.currentScript.handed;
  },
};
process.stdout.write(JSON.stringify(given.map((one) => does[one.do](one))));
"""
"""Does a list of things with the modules that pages use."""


def node(things: list[dict[str, Any]]) -> list[Any]:
    """What the pages' own modules make of things."""
    command = [os.environ["LINLI_NODE"], "--input-type=module", "-e", RUN, SOURCES.as_uri()]
    done = subprocess.run(command, input=json.dumps(things), capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def fields(table: str) -> list[list[str]]:
    return [[field.name, field.type, field.title] for field in communities.package().schemas[table].fields.values()]


def edition(root: Path = ROOT, today: date = TODAY) -> Edition:
    loaded = structure.load(root, today=today)
    return Edition(
        community=loaded.community, timetable=expand(loaded.community, today), today=today, package=loaded.package
    )


def pages(told: Edition) -> list[Page]:
    return [*editing.pages(told), *editing.tables(told)]


def handed(found: list[Page]) -> list[Any]:
    """What each page's script is given, as a browser reads it."""
    return node([{"do": "hand", "script": page.beside[0][1].decode()} for page in found])
