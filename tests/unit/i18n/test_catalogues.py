"""Both languages say everything the product can ask for, the same things, and nothing else."""

from __future__ import annotations

import re

import pytest
from fluent.syntax import FluentParser, ast

from tenantpilot.i18n import LOCALES, message_id
from tenantpilot.i18n.catalogue import for_browser, messages, source
from tenantpilot.i18n.server import text
from tenantpilot.kernel.clock import now
from tests.unit.i18n.families import required
from tests.unit.i18n.uses import is_built, literals, named

ENGLISH_WORDS = {"the", "and", "your", "you", "this", "that", "with", "from", "not", "were", "are", "have"}
GERMAN_WORDS = {"der", "die", "das", "und", "nicht", "mit", "für", "ein", "eine", "wird", "ist", "sind", "auf", "Sie"}
# Words that are the same in both languages, or names.
SAME = re.compile(
    r"(?:[\W\d_]|TenantPilot|Microsoft Entra ID|System|English|Deutsch|Name|Person|Status|Operator|Test|Sandbox"
    r"|Installation|Referenz|Rolle|CSV|JSON|SHA-256|E-Mail|Token|Browser|max|page|name|count)*"
)


def texts(locale: str) -> dict[str, str]:
    """Every message as it is written, without its placeholders."""
    found = {}
    for entry in FluentParser().parse(source(locale)).body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            pieces = [e.value for e in _elements(entry.value)]
            found[entry.id.name] = " ".join(pieces)
    return found


def _elements(pattern):
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            yield element
        elif isinstance(element.expression, ast.SelectExpression):
            for variant in element.expression.variants:
                yield from _elements(variant.value)


@pytest.mark.proves("SHL-001", negative=True)
def test_languages_have_the_same_messages_with_the_same_placeholders():
    english = messages("en")
    for locale in LOCALES:
        found = messages(locale)
        assert found.keys() ^ english.keys() == set(), locale
        assert {name: (found[name], english[name]) for name in found if found[name] != english[name]} == {}


@pytest.mark.proves("SHL-001", negative=True)
def test_every_message_the_source_names_exists():
    assert {name: file for name, file in named().items() if name not in messages("en")} == {}


@pytest.mark.proves("SHL-007")
def test_every_code_that_data_can_hold_has_its_words():
    assert {name: area for name, area in required().items() if name not in messages("en")} == {}


@pytest.mark.proves("SHL-001", negative=True)
def test_no_message_is_left_over():
    used = named().keys() | required().keys() | literals()
    assert [name for name in messages("en") if name not in used and not is_built(name)] == []


def test_languages_are_not_mixed_up():
    english, german = texts("en"), texts("de")
    words = {locale: {n: set(re.findall(r"\w+", t)) for n, t in found.items()} for locale, found in
             (("en", english), ("de", german))}  # fmt: skip
    assert [name for name, found in words["de"].items() if found & ENGLISH_WORDS] == []
    assert [name for name, found in words["en"].items() if found & GERMAN_WORDS - {"die"}] == []
    untranslated = [n for n, t in english.items() if german[n] == t and len(t) > 14 and not SAME.fullmatch(t)]
    assert untranslated == []


def test_german_speaks_to_people_formally_everywhere():
    informal = re.compile(r"\b(?:du|dir|dich|dein\w*|euch|euer)\b", re.IGNORECASE)
    assert [name for name, said in texts("de").items() if informal.search(said)] == []


def test_messages_quote_with_the_marks_of_their_language():
    for locale in LOCALES:
        assert [name for name, said in texts(locale).items() if '"' in said] == [], locale


@pytest.mark.parametrize("locale", LOCALES)
def test_the_server_formats_every_message(locale):
    moments = set(re.findall(r"DATETIME\(\$(\w+)", source(locale)))
    for name, placeholders in messages(locale).items():
        values = {one: now() if one in moments else 3 for one in placeholders}
        assert text(locale, name, **values).strip() or name.startswith("value-"), name


def test_browsers_get_everything_pages_ask_for_and_no_comment():
    for locale in LOCALES:
        first, rest = for_browser(locale)
        shipped = first + "".join(rest.values())
        ids = {e.id.name for e in FluentParser().parse(shipped).body if isinstance(e, ast.Message)}
        asked = {name for name, file in named().items() if "/ui/" in file or file.endswith(".jsx")}
        assert asked - ids == set()
        assert "#" not in {line[:1] for line in shipped.splitlines()}
        assert "sandbox-title" not in ids
        assert len(shipped) < len(source(locale))


def test_a_code_becomes_the_id_of_its_message():
    assert message_id("reason", "session_revoked") == "reason-session-revoked"
    assert message_id("action", "run.partially_succeeded") == "action-run-partially-succeeded"
