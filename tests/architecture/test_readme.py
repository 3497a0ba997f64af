"""README, documents and make targets agree."""

import re

from tenantpilot.cli import main
from tests.architecture.sources import relative, tracked_files
from tests.architecture.specification import ROOT

DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md"]
_TARGET = re.compile(r"^([a-z][a-z0-9-]*):(?!=)", re.MULTILINE)
_BLOCK = re.compile(r"^```(?:sh|bash|console)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MAKE = re.compile(r"\bmake ([a-z][a-z0-9-]*)")
_COMMAND = re.compile(r"(?:^|[`$ ])tenantpilot ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def _code(text: str) -> str:
    """Fenced blocks and inline code of a document."""
    return "\n".join(_BLOCK.findall(text) + re.findall(r"`([^`\n]+)`", text))


def test_readme_starts_with_the_two_commands():
    first = _BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make demo", "make test"]


def _in_documents(search) -> dict[str, list[str]]:
    """What `search` finds wrong in each document that has something wrong."""
    return {relative(path): wrong for path in DOCUMENTS if (wrong := search(path))}


def test_named_make_targets_exist():
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert (
        _in_documents(lambda path: sorted(set(_MAKE.findall(_code(path.read_text(encoding="utf-8")))) - targets)) == {}
    )


def _unknown_commands(path) -> list[str]:
    unknown = []
    for name, sub in _COMMAND.findall(_code(path.read_text(encoding="utf-8"))):
        command = main.commands.get(name)
        group = getattr(command, "commands", None)
        if command is None or (group is not None and sub and sub not in group):
            unknown.append(f"{name} {sub}".strip())
    return unknown


def test_named_commands_exist():
    assert _in_documents(_unknown_commands) == {}


def _dead_links(path) -> list[str]:
    links = _LINK.findall(path.read_text(encoding="utf-8"))
    return [link for link in links if not (path.parent / link).exists()]


def test_links_inside_the_repository_lead_somewhere():
    assert _in_documents(_dead_links) == {}


def test_every_picture_is_shown_somewhere():
    shown = {
        (path.parent / link).name for path in DOCUMENTS for link in _LINK.findall(path.read_text(encoding="utf-8"))
    }
    assert {path.name for path in (ROOT / "docs" / "images").iterdir()} - shown == set()


_ANCHOR = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _anchors(text: str) -> set[str]:
    """What headings are called in addresses."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text)}


def _lost_anchors(path) -> list[str]:
    found = []
    for target, anchor in _ANCHOR.findall(path.read_text(encoding="utf-8")):
        there = path.parent / target if target else path
        if there.suffix == ".md" and anchor not in _anchors(there.read_text(encoding="utf-8")):
            found.append(f"{target}#{anchor}")
    return found


def test_links_to_a_heading_find_it():
    assert _in_documents(_lost_anchors) == {}
    assert _anchors("## How a tenant is asked\n### R1. What?") == {"how-a-tenant-is-asked", "r1-what"}
