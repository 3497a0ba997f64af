"""One result of a compare: what differs in portal words, what was left out, what stands elsewhere, who decided what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import comparison_queries as queries
from tenantpilot.baselines import links, setting_queries
from tenantpilot.baselines.compare_reading import RESULT, proposal, result_rows
from tenantpilot.baselines.compare_views import CoveringPolicy, LeftOut, OtherDemand, PropertyRow, ResultDetail
from tenantpilot.baselines.looking import about_rules
from tenantpilot.baselines.noise import Ignored, applies
from tenantpilot.baselines.settings import neutral, parsed
from tenantpilot.inventory.contents import assignment_changes
from tenantpilot.inventory.diff import Difference, diff
from tenantpilot.inventory.labels import path_words, words_of
from tenantpilot.inventory.links import policy_href
from tenantpilot.inventory.opening import place
from tenantpilot.inventory.targets import compare
from tenantpilot.inventory.views import AssignmentChange
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

PROPERTIES = 100
MOST_PROPERTIES = 5000
MOST_TOLD = 50
_NOTHING, _NOBODY = "{}", "[]"


def result(ctx: Context, result_ref: str, cursor: str = "") -> ResultDetail:
    """One result with its properties, 100 at a time.

    Raises:
        NotFoundError: malformed, absent, foreign, of a tenant out of reach.
        ForbiddenError: a member without baseline.read.
        InvalidInputError: a cursor that means nothing.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        start = place(cursor)
        row = queries.result(scope, result_ref)
        comparison = queries.comparison_of(scope, row.comparison_id)
        page = _Page(ctx, scope, row, comparison)
        found, hidden = page.differences()
        shown = found[start : start + PROPERTIES]
        end = start + len(shown)
        matches = page.matches()
        covering, settings, missing = page.covering()
        [told] = result_rows(scope, comparison, [row])
        return ResultDetail(
            row=told,
            handle=seal(ctx, RESULT, row.public_id),
            comparison_ref=comparison.public_id,
            comparison_href=links.comparison_href(scope.workspace_ref, comparison.public_id),
            tenant_ref=comparison.tenant_ref,
            tenant_name=comparison.tenant_name,
            baseline_ref=comparison.baseline_ref,
            baseline_name=comparison.baseline_name,
            version=comparison.number,
            properties=tuple(_property(one) for one in shown),
            total=len(found),
            cursor=str(end) if end < len(found) else "",
            assignments=page.assignments(),
            left_out=(*page.left_out(), *hidden),
            covering=covering,
            settings=settings,
            settings_found=settings - len(missing),
            settings_missing=tuple(words_of(key.rpartition(":")[2]) for key in missing[:MOST_TOLD]),
            demands=page.demands(),
            proposals=tuple(one for one in matches if one.state == "proposed"),
            match=next((one for one in matches if one.state == "confirmed"), None),
            complete_at=iso(row.complete_at),
            attempted_at=iso(row.attempted_at),
            may_match=holds(Role(scope.role), Capability.BASELINE_MANAGE),
        )


class _Page:
    """What one result says beyond its columns."""

    def __init__(self, ctx: Context, scope: Scope, row: Any, comparison: Any) -> None:
        self.ctx, self.scope, self.row, self.comparison = ctx, scope, row, comparison
        self.detail = json.loads(row.detail)
        self.part = queries.part(scope, row.tenant_id, comparison.version_id, row.part_ref) if row.part_ref else None
        wanted = (row.expected_digest, row.observed_digest, row.expected_assignments, row.observed_assignments)
        self.texts = queries.texts(scope, wanted)

    def differences(self) -> tuple[list[Difference], list[LeftOut]]:
        """What differs, and what would if the version's rules did not leave it out."""
        if self.row.result in ("match", "not_comparable", "covered") and not self.row.observed_digest:
            return [], []
        before = self.texts.get(self.row.expected_digest, _NOTHING)
        after = self.texts.get(self.row.observed_digest, _NOTHING)
        if self.part is not None and not self.part.is_source:
            before, after = (json.dumps(neutral(parsed(one))) for one in (before, after))
        rules = queries.rules(self.scope, self.comparison.version_id, self.row.family) if self.row.part_ref else ()
        found, hidden = [], []
        for one in diff(before, after, family=self.row.family, limit=MOST_PROPERTIES).differences:
            why = self._left_out(one.path, rules)
            if why is None:
                found.append(one)
            else:
                hidden.append(why)
        return found, hidden[:MOST_TOLD]

    def _left_out(self, path: str, rules: Sequence[Any]) -> LeftOut | None:
        words, family = path_words(path, self.row.family), self.row.family
        for rule in rules:
            if applies(Ignored(rule.family, rule.path), path, family):
                return LeftOut(path, words, "rule", rule.reason, "")
        if self._has_own_name() and any(applies(one, path, family) for one in self._about()):
            return None if self.detail.get("accepted_name") else LeftOut(path, words, "name", "", "")
        if path in self.detail.get("unfilled", ()):
            return LeftOut(path, words, "variable", "", "")
        if any(path.startswith(one) for one in self.detail.get("overruled", ())):
            return LeftOut(path, words, "overruled", "", "")
        return None

    def _has_own_name(self) -> bool:
        return self.part is not None and (self.row.basis not in ("", "identity") or not self.part.is_source)

    def _about(self) -> tuple[Ignored, ...]:
        return about_rules(self.row.family, contracts()[self.row.family].name_property)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Objects of another tenant that nobody mapped to this one's."""
        return tuple(
            LeftOut("", (), "reference", ref, kind) for kind, ref in self.detail.get("unmapped", ())[:MOST_TOLD]
        )

    def assignments(self) -> tuple[AssignmentChange, ...]:
        """What differs in to whom it applies."""
        if self.row.result not in ("different", "conflict") or not self.row.expected_assignments:
            return ()
        expected = self.texts.get(self.row.expected_assignments, _NOBODY)
        observed = self.texts.get(self.row.observed_assignments, _NOBODY)
        return assignment_changes(self.scope, self.row.tenant_id, compare(expected, observed))

    def matches(self) -> tuple[Any, ...]:
        """What was said about which policy is this part."""
        if not self.row.part_ref:
            return ()
        row = self.comparison
        found = queries.matches(
            self.scope, row.tenant_id, row.baseline_id, row.version_id, part_ref=self.row.part_ref
        )  # fmt: skip
        return tuple(proposal(self.ctx, self.scope, one) for one in found)

    def covering(self) -> tuple[tuple[CoveringPolicy, ...], int, list[str]]:
        """Policies that have the part's settings, how many settings it has, and which nobody has."""
        if self.row.result not in ("covered", "missing", "not_comparable") or not self.row.expected_digest:
            return (), 0, []
        wanted = setting_queries.of_contents(self.scope, [self.row.expected_digest])
        pairs = wanted.get(self.row.expected_digest, frozenset())
        held = setting_queries.held(self.scope, self.row.tenant_id, {key for key, _ in pairs})
        there = set[tuple[str, str]]().union(*held.values())
        space, shares = self.scope.workspace_ref, self.detail.get("policies", ())
        named = queries.named(self.scope, self.row.tenant_id, [ref for ref, _ in shares])
        told = tuple(
            CoveringPolicy(ref, policy_href(space, ref), named[ref].name, named[ref].family, settings)
            for ref, settings in shares if ref in named
        )  # fmt: skip
        return told, len(pairs), sorted(key for key, _ in pairs - there)

    def demands(self) -> tuple[OtherDemand, ...]:
        """What other baselines want of the same settings."""
        said = self.detail.get("demands", ())
        if not said:
            return ()
        found = queries.demands(
            self.scope, self.row.tenant_id, [one["baseline"] for one in said], [one["part"] for one in said]
        )  # fmt: skip
        names = {row.baseline_ref: row.baseline_name for row in found}
        parts = {row.part_ref: row.part_name for row in found if row.part_ref}
        space = self.scope.workspace_ref
        return tuple(
            OtherDemand(
                baseline_name=names.get(one["baseline"], ""),
                baseline_href=links.baseline_href(space, one["baseline"]),
                part_name=parts.get(one["part"], ""),
                priority=one["priority"],
                settings=tuple(words_of(key.rpartition(":")[2]) for key in one["settings"]),
            )
            for one in said
        )


def _property(one: Difference) -> PropertyRow:
    return PropertyRow(
        path=one.path,
        words=one.words,
        change=one.kind,
        expected=one.before or "",
        observed=one.after or "",
        is_secret=one.is_secret,
        lines=one.text.lines if one.text else (),
        lines_left_out=one.text.left_out if one.text else 0,
    )
