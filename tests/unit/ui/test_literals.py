"""No words for people stand in page code: every text comes from the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import product_files, relative, tree
from tests.architecture.specification import ROOT

KIT = ROOT / "assets" / "kit"
WORD = re.compile(r"(?!SHA-256\b)\b[A-Za-zÄÖÜäöüß]{2,}")  # the name of a method is the same everywhere
# Attributes that people read or hear.
SAID = {"aria_label", "title", "alt", "placeholder", "label", "help", "purpose", "text", "summary"}
# What may be given in words: marked sample data of the kit's page, refusals for the log, marks of requirements.
FREE = {"sample", "ConfigurationError", "RuntimeError", "ValueError", "NotFoundError", "ForbiddenError"}
# In `page(...)` and in messages of the corner these name a message instead of being one.
IDS = {"page": {"title"}}
MACHINERY = {"tenantpilot/ui/components/parts.py", "tenantpilot/ui/components/text.py"}  # names of parts, JavaScript
_JSX_TEXT = re.compile(r">([^<>{}=;()]*[A-Za-z]{2,}[^<>{}=;()]*)<")


def _is_words(node: ast.expr, *, element: bool) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_is_words(piece, element=element) for piece in node.values if isinstance(piece, ast.Constant))
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and WORD.search(node.value)):
        return False
    return element or " " in node.value.strip() or node.value[:1].isupper()


def literal_texts(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and source of every text for people that is not a message."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name.rpartition(".")[2] in FREE or name.endswith("Error"):
            continue
        given = [argument for argument in node.args if _is_words(argument, element=name.startswith("rx.el."))]
        named = SAID - IDS.get(name, set())
        given += [k.value for k in node.keywords if k.arg in named and _is_words(k.value, element=True)]
        yield from ((argument.lineno, ast.unparse(argument)) for argument in given)


@pytest.mark.proves("SHL-002", negative=True)
def test_pages_hold_no_words():
    found = {
        relative(path): hits
        for path in product_files()
        if "/ui/" in path.as_posix()
        and "/ui/kit/" not in path.as_posix()
        and relative(path) not in MACHINERY
        and (hits := [*literal_texts(tree(path))])
    }
    assert found == {}


@pytest.mark.proves("SHL-002", negative=True)
def test_parts_in_the_browser_hold_no_words():
    found = {
        path.name: hits
        for path in KIT.glob("*.jsx")
        if (hits := [hit for hit in _JSX_TEXT.findall(path.read_text(encoding="utf-8")) if not _is_key(hit)])
    }
    assert found == {}


def _is_key(text: str) -> bool:
    """Names of keys are the same in every language of a keyboard with Latin letters."""
    return text.strip() in {"Esc", "Enter", "Ctrl K"}


def test_the_search_sees_words_and_lets_codes_pass():
    seen = 'rx.el.p("Members")\nbutton("Save it")\nfield("name", x, help="Your name")\nrx.el.p(f"Hello {name}")'
    assert [line for line, _ in literal_texts(ast.parse(seen))] == [1, 2, 3, 4]
    passed = (
        'icon("log-out")\nbadge("outcome", "failed")\nrx.el.p(t("nav-home"), ": ", class_name="a")\nsample("Hi you")'
    )
    assert [*literal_texts(ast.parse(passed))] == []
