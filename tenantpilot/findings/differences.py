"""What differs between what should be and what is, in sections, the way somebody decides about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tenantpilot.access.members import iso
from tenantpilot.findings import record_queries as queries
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.views import DiffLine, DiffSection, FindingDiff
from tenantpilot.inventory import diff, readable
from tenantpilot.inventory.contents import assignment_changes
from tenantpilot.inventory.labels import words_of
from tenantpilot.inventory.targets import compare
from tenantpilot.inventory.views import AssignmentChange
from tenantpilot.store.scope import Scope

MOST = 100
MOST_PROPERTIES = 5000
NOTHING, NOBODY = "{}", "[]"


def difference(scope: Scope, row: Any, rest: Any, facts: Facts) -> FindingDiff:
    """The difference that a finding speaks of; secrets are said to have changed and never shown."""
    wanted = {
        "expected": facts.expected_content or rest.expected_digest,
        "observed": facts.observed_content or rest.observed_digest,
        "should": facts.expected_assignments,
        "does": facts.observed_assignments,
    }
    texts = queries.texts(scope, list(wanted.values()))
    found = {name: texts.get(digest, "") for name, digest in wanted.items()}
    state = _state(facts, found)
    assignments: tuple[AssignmentChange, ...] = ()
    if (found["should"] or found["does"]) and row.kind == "different":
        changes = compare(found["should"] or NOBODY, found["does"] or NOBODY)
        assignments = assignment_changes(scope, row.tenant_id, changes)
    made, total, left_out, properties = _sections(row, facts, found) if state in ("shown", "whole") else ((), 0, 0, 0)
    return FindingDiff(
        state=state,
        expected_name=row.source_name,
        observed_name=row.tenant_name,
        observed_at=iso(row.observed_at),
        sections=made,
        assignments=assignments,
        total=total,
        properties=properties,
        left_out=left_out,
    )


def _state(facts: Facts, found: Mapping[str, str]) -> str:
    expected, observed = found["expected"], found["observed"]
    if expected and observed:
        return "shown"
    if (facts.expected_content and not expected) or (facts.observed_content and not observed):
        return "gone"
    return "whole" if expected or observed else "none"


def _sections(row: Any, facts: Facts, found: Mapping[str, str]) -> tuple[tuple[DiffSection, ...], int, int, int]:
    """(sections, differences in all, of them left out, properties)."""
    expected, observed = found["expected"] or NOTHING, found["observed"] or NOTHING
    everything = diff.diff(expected, observed, family=row.family, limit=MOST_PROPERTIES)
    counting = _counting(everything.differences, facts, row.differences)
    total = max(len(counting), row.differences if facts.paths else everything.total)
    shown = counting[:MOST]
    said = readable.read(found["expected"] or observed, row.family, size=MOST_PROPERTIES, empty=False)
    known = Counter(one.section for one in said.rows if one.shape != "group")
    by_section: dict[str, list[DiffLine]] = {}
    for one in shown:
        by_section.setdefault(_section(one.path), []).append(_line(one))
    there = Counter(_section(one.path) for one in counting if one.kind != "added")
    sections = [
        DiffSection(name, tuple(lines), max(0, known.pop(name, 0) - there[name]))
        for name, lines in by_section.items()
    ]  # fmt: skip
    untouched = sum(known.values())
    properties = max(sum(one.unchanged for one in sections) + untouched + total, total)
    if untouched and sections:
        # What is folded below the last difference is one number: its section's rest, and sections without any.
        last = sections.pop()
        sections += [replace(last, unchanged=0), DiffSection("", (), last.unchanged + untouched)]
    return tuple(sections), total, total - len(shown), properties


def _counting(found: Iterable[diff.Difference], facts: Facts, counted: int) -> list[diff.Difference]:
    """The differences that the source counts: those that it names, where it names any."""
    every = list(found)
    if not facts.paths:
        return every
    named = set(facts.paths)
    kept = [one for one in every if one.path in named]
    return kept if kept or not counted else every


def _section(path: str) -> str:
    """The part of the policy that a property stands in, as its readable content calls it."""
    first = path.partition(".")[0].partition("[")[0]
    return words_of(first) if first and first != path and not first.startswith("@") else ""


def _line(one: diff.Difference) -> DiffLine:
    return DiffLine(
        path=one.path,
        words=one.words,
        label=one.words[-1] if one.words else one.path,
        change=one.kind,
        expected=one.before or "",
        observed=one.after or "",
        is_secret=one.is_secret,
        lines=one.text.lines if one.text else (),
        lines_left_out=one.text.left_out if one.text else 0,
    )
