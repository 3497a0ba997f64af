"""What a rule would do before it is saved: which of today's differences it hides, in which tenants, at which parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import compare_queries, part_queries
from tenantpilot.baselines import effect_queries as queries
from tenantpilot.baselines.draft_rules import rule
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.expected import Expecting
from tenantpilot.baselines.noise import Ignored, applies, is_ignored
from tenantpilot.baselines.part_reading import opened
from tenantpilot.baselines.places import places
from tenantpilot.baselines.settings import neutral, parsed
from tenantpilot.baselines.views import EffectPage, EffectPath, EffectRow, EffectTenant
from tenantpilot.inventory import ingest_queries
from tenantpilot.inventory.diff import Difference, diff
from tenantpilot.inventory.links import policy_href
from tenantpilot.store.scope import Scope

# Pairs of a part and a policy that are held against each other for one preview, and what of them is shown.
MOST_PAIRS = 400
MOST_ROWS = 100
MOST_PATHS = 20
_MOST_DIFFERENCES = 2000
_MOST_CONTENTS = 200


@dataclass(frozen=True)
class _Tenant:
    """A tenant that the version can be held against, as if it held there."""

    holding: Effective
    name: str


@dataclass(frozen=True)
class _Pair:
    """A policy that stands for a part in a tenant, with what is expected of it there."""

    tenant: _Tenant
    part: Any
    expected: str
    is_foreign: bool


@dataclass(frozen=True)
class _Seen:
    """What differs in a pair beyond the rules that there are: what the new one hides, and how much stays."""

    pair: _Pair
    hidden: tuple[Difference, ...]
    left: int


def preview_rule(ctx: Context, version_ref: str, family: str, path: str) -> EffectPage:
    """The differences of today that a rule would hide, over all tenants in reach that the version can be held against.

    These are the tenants in which the baseline holds, and those its parts came from.

    Raises:
        NotFoundError: the version is malformed, absent, foreign, or of a deleted baseline.
        ForbiddenError: as open_scope.
        InvalidInputError: per field what is wrong with the rule.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        version = opened(scope, version_ref)
        asked = Ignored(*rule(family, path))
        tenants = _tenants(scope, version)
        rules = tuple(Ignored(row.family, row.path) for row in part_queries.rules(scope, version.id))
        pairs = [pair for one in tenants for pair in _pairs(scope, one, asked.family)]
        seen = _looked(scope, pairs[:MOST_PAIRS], asked, rules)
        keys = [one.holding.tenant_id for one in tenants]
        known = queries.read_at_all(scope, keys), queries.matched(scope, version.baseline_id, version.id, keys)
        space = scope.workspace_ref
        matches_nothing = not any(one.hidden for one in seen) and not _is_somewhere(scope, version.id, asked)
    return EffectPage(
        rows=tuple(_row(space, one) for one in seen if one.hidden)[:MOST_ROWS],
        tenants=tuple(_tenant(one, seen, known) for one in tenants),
        hidden=sum(len(one.hidden) for one in seen),
        left=sum(one.left for one in seen),
        parts_clean=sum(1 for one in seen if one.hidden and not one.left),
        looked_at=len(seen),
        left_out=max(0, len(pairs) - MOST_PAIRS),
        matches_nothing=matches_nothing,
    )


def _tenants(scope: Scope, version: Any) -> list[_Tenant]:
    """Where the baseline holds, as if this version did there; then the tenants its parts came from."""
    held = [
        replace(one, version_id=version.id, version_ref=version.public_id, number=version.number)
        for one in effective(scope, baseline_id=version.baseline_id)
    ]
    there = {one.tenant_id for one in held}
    sources = [
        Effective(
            row.id, row.public_id, version.baseline_id, version.baseline_ref, "", version.id, version.public_id,
            version.number, 0, 0, "", "", "", "",
        )
        for row in queries.sources(scope, version.id) if row.id not in there
    ]  # fmt: skip
    names = queries.names(scope, [one.tenant_id for one in (*held, *sources)])
    return [_Tenant(one, names[one.tenant_id]) for one in (*held, *sources)]


def _pairs(scope: Scope, tenant: _Tenant, family: str) -> Iterator[_Pair]:
    holding = tenant.holding
    own = queries.own_policies(scope, holding.tenant_id, holding.version_id)
    rows = [
        row if row.policy_ref else own[row.part_ref]
        for row in compare_queries.parts(scope, holding.tenant_id, holding)
        if family in ("*", row.family) and (row.policy_ref or row.part_ref in own)
    ]
    rows = [row for row in rows if not row.is_ghost and row.observed_content]
    if holding.version_id is None or not rows:
        return
    expected = Expecting(scope, holding.tenant_id, holding.version_id).of(rows)
    for row in rows:
        wanted = expected[row.part_ref].content
        if wanted != row.observed_content:
            yield _Pair(tenant, row, wanted, is_foreign=not row.is_source)


def _looked(scope: Scope, pairs: Sequence[_Pair], asked: Ignored, rules: tuple[Ignored, ...]) -> list[_Seen]:
    digests = {digest for pair in pairs for digest in (pair.expected, pair.part.observed_content)}
    kept = ingest_queries.contents(scope, digests)
    return [_one(pair, kept[pair.expected], kept[pair.part.observed_content], asked, rules) for pair in pairs]


def _one(pair: _Pair, expected: str, observed: str, asked: Ignored, rules: tuple[Ignored, ...]) -> _Seen:
    before, after = (_bare(expected), _bare(observed)) if pair.is_foreign else (expected, observed)
    family = pair.part.family
    found = diff(before, after, family=family, limit=_MOST_DIFFERENCES)
    counted = [one for one in found.differences if not is_ignored(rules, one.path, family)]
    hidden = tuple(one for one in counted if applies(asked, one.path, family))
    return _Seen(pair, hidden, len(counted) - len(hidden) + found.left_out)


def _bare(content: str) -> str:
    """The content without what nobody can compare between two tenants: the marks of secrets."""
    return json.dumps(neutral(parsed(content)))


def _is_somewhere(scope: Scope, version_id: UUID, asked: Ignored) -> bool:
    """Whether any content of the version has a place that the rule covers."""
    for row in queries.contents(scope, version_id, asked.family, _MOST_CONTENTS):
        if any(applies(asked, place.path, row.family) for place in places(row.text)):
            return True
    return False


def _row(space: str, one: _Seen) -> EffectRow:
    part = one.pair.part
    return EffectRow(
        tenant_ref=one.pair.tenant.holding.tenant_ref,
        tenant_name=one.pair.tenant.name,
        part_ref=part.part_ref,
        part_name=part.name,
        family=part.family,
        policy_href=policy_href(space, part.policy_ref),
        hidden=len(one.hidden),
        left=one.left,
        paths=tuple(
            EffectPath(each.path, each.words, each.before or "", each.after or "", each.is_secret)
            for each in one.hidden[:MOST_PATHS]
        ),
    )


def _tenant(tenant: _Tenant, seen: Sequence[_Seen], known: tuple[set[UUID], set[UUID]]) -> EffectTenant:
    mine = [one for one in seen if one.pair.tenant is tenant]
    key, (read, matched) = tenant.holding.tenant_id, known
    return EffectTenant(
        tenant_ref=tenant.holding.tenant_ref,
        name=tenant.name,
        state="unread" if key not in read else "looked_at" if key in matched else "unmatched",
        hidden=sum(len(one.hidden) for one in mine),
        left=sum(one.left for one in mine),
        parts_clean=sum(1 for one in mine if one.hidden and not one.left),
    )
