"""Pages of comparisons: which stand, what one of them says, its results page by page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import compare_queries, links
from tenantpilot.baselines import comparison_queries as queries
from tenantpilot.baselines.compare_views import (
    Candidate,
    ComparisonDetail,
    ComparisonRow,
    Proposal,
    ResultCount,
    ResultPage,
    ResultRow,
    UnreadFamily,
)
from tenantpilot.baselines.drafts import BASELINE
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.tables import RESULTS, Baseline
from tenantpilot.findings.links import finding_href
from tenantpilot.findings.observing import Source, fingerprint
from tenantpilot.inventory.links import policy_href
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.filters import LONGEST, wrong_fields
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.operations.links import run_href
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.provider.contracts.registry import find
from tenantpilot.store.scope import Scope
from tenantpilot.tenants.links import tenant_href

MATCH, RESULT, POLICY, TENANT = "match", "result", "policy", "tenant"
_SEPARATOR = "~"


@dataclass(frozen=True)
class ResultFilters:
    """Empty means "any". `result` is one of tables.RESULTS, `part` a part's public id, `q` stands in names."""

    result: str = ""
    family: str = ""
    part: str = ""
    q: str = ""

    def asked(self) -> Mapping[str, str]:
        """What to search for.

        Raises:
            InvalidInputError: per field what is wrong.
        """
        wrong = wrong_fields(asdict(self), {"result": RESULTS})
        if "part" not in wrong and self.part and not is_public_id(self.part, "bsp"):
            wrong["part"] = "error-field-format"
        if wrong:
            raise InvalidInputError(wrong)
        return {"result": self.result, "family": self.family, "part": self.part, "q": self.q.strip().casefold()}


ANY = ResultFilters()


def comparisons(ctx: Context, environment_id: str = "", baseline_ref: str = "") -> tuple[ComparisonRow, ...]:
    """How tenants stand against what holds in them: one row for each tenant and baseline, also where none stands yet.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also a baseline that is foreign or absent.
    """
    with open_scope(ctx, Capability.BASELINE_READ, tenant=environment_id or None) as scope:
        tenant_id = scope.tenant_id
        baseline_id = scope.get(Baseline, baseline_ref).id if baseline_ref else None
        held = effective(scope, [tenant_id] if tenant_id else None, baseline_id=baseline_id)
        standing = {(row.tenant_id, row.baseline_id): row for row in queries.standing(scope, tenant_id, baseline_id)}
        names = compare_queries.looked_after(scope, {one.tenant_id for one in held})
        rows = [
            _held_row(scope, one, names[one.tenant_id], standing.get((one.tenant_id, one.baseline_id)))
            for one in held if one.tenant_id in names
        ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.tenant_name.casefold(), row.tenant_ref, row.priority)))


def _held_row(scope: Scope, one: Effective, name: str, row: Any) -> ComparisonRow:
    if row is not None:
        return comparison_row(scope, row, one)
    space = scope.workspace_ref
    return ComparisonRow(
        comparison_ref="", href="", tenant_ref=one.tenant_ref, tenant_name=name,
        tenant_href=tenant_href(space, one.tenant_ref), baseline_ref=one.baseline_ref,
        baseline_name=one.baseline_name, baseline_href=links.baseline_href(space, one.baseline_ref), version=0,
        version_ref="", holds_version=one.number, priority=one.priority, matching=0, covered=0, different=0, missing=0,
        unexpected=0, conflicting=0, unknown=0, by_settings=0, without_references=0, coverage_state="", families=0,
        families_read=0, read_at="", compared_at="", run_href="", proposals=0,
    )  # fmt: skip


def comparison_row(scope: Scope, row: Any, held: Effective | None) -> ComparisonRow:
    """A row of `comparison_queries` as pages show it."""
    space = scope.workspace_ref
    numbers = ("matching", "covered", "different", "missing", "unexpected", "conflicting", "unknown", "by_settings",
               "without_references", "coverage_state", "families", "families_read", "proposals", "tenant_ref",
               "tenant_name", "baseline_ref", "baseline_name", "version_ref")  # fmt: skip
    return ComparisonRow(
        comparison_ref=row.public_id,
        href=links.comparison_href(space, row.public_id),
        tenant_href=tenant_href(space, row.tenant_ref),
        baseline_href=links.baseline_href(space, row.baseline_ref),
        version=row.number,
        holds_version=held.number if held else 0,
        priority=held.priority if held else 0,
        read_at=iso(row.oldest_at),
        compared_at=iso(row.compared_at),
        run_href=run_href(space, row.run_ref),
        **{name: getattr(row, name) for name in numbers},
    )


def comparison(ctx: Context, comparison_ref: str) -> ComparisonDetail:
    """One comparison with its totals and what they rest on.

    Raises:
        NotFoundError: malformed, absent, foreign, of a tenant out of reach.
        ForbiddenError: a member without baseline.read.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = queries.comparison(scope, comparison_ref)
        held = _holding(scope, row)
        families = compare_queries.families_of(scope, [row.version_id])[row.version_id]
        newer = [] if row.is_current else queries.standing(scope, row.tenant_id, row.baseline_id)
        active = queries.active_run(scope, row.tenant_id, COMPARE_BASELINES)
        space, role = scope.workspace_ref, Role(scope.role)
        return ComparisonDetail(
            row=comparison_row(scope, row, held),
            handle=seal(ctx, TENANT, row.tenant_ref),
            baseline_handle=seal(ctx, BASELINE, row.baseline_ref),
            is_current=row.is_current,
            current_href=links.comparison_href(space, newer[0].public_id) if newer else "",
            counts=_counts(scope, row),
            unread=tuple(_unread(one) for one in queries.unread(scope, row, families)),
            families=tuple(sorted(families)),
            active_run_href=run_href(space, active) if active else "",
            may_compare=holds(role, Capability.BASELINE_COMPARE),
            may_match=holds(role, Capability.BASELINE_MANAGE),
        )


def _holding(scope: Scope, row: Any) -> Effective | None:
    return next(iter(effective(scope, [row.tenant_id], baseline_id=row.baseline_id)), None)


def _counts(scope: Scope, row: Any) -> tuple[ResultCount, ...]:
    found = queries.counts(scope, row.id)
    return tuple(
        ResultCount(name, one.results, one.by_settings, one.without_references)
        if (one := found.get(name)) is not None else ResultCount(name, 0, 0, 0)
        for name in RESULTS
    )  # fmt: skip


def _unread(one: Any) -> UnreadFamily:
    contract = find(one.family)
    return UnreadFamily(
        family=one.family,
        group=contract.group if contract else "",
        state=one.state or "never",
        reason_code=one.reason_code or "",
        attempted_at=iso(one.attempted_at),
        complete_at=iso(one.complete_at),
        results=one.results,
    )


def results(ctx: Context, comparison_ref: str, filters: ResultFilters = ANY, cursor: str = "") -> ResultPage:
    """Results of a comparison, 50 at a time: what deviates first, then by name.

    Raises:
        NotFoundError, ForbiddenError: as comparison.
        InvalidInputError: filters or a cursor that mean nothing.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = queries.comparison(scope, comparison_ref)
        found = queries.results(scope, row.id, filters.asked(), _place(cursor))
        shown, more = found[: queries.PAGE], len(found) > queries.PAGE
        rows = result_rows(scope, row, shown)
    return ResultPage(rows, _after(shown[-1]) if more else "", more)


def _place(cursor: str) -> tuple[int, str, str] | None:
    if not cursor:
        return None
    rank, _, rest = cursor.partition(_SEPARATOR)
    ref, _, key = rest.partition(_SEPARATOR)
    is_fit = rank.isascii() and rank.isdigit() and len(rank) == 1 and is_public_id(ref, "crs")
    if not is_fit or len(key) > 2 * LONGEST or "\x00" in key:
        raise InvalidInputError({"cursor": "error-field-format"})
    return int(rank), key, ref


def _after(row: Any) -> str:
    return _SEPARATOR.join((str(row.rank), row.public_id, row.sort_key))


def result_rows(scope: Scope, comparison_row: Any, found: Any) -> tuple[ResultRow, ...]:
    """Rows of `comparison_queries.results` as pages show them, each with its finding if there is one."""
    source = Source("baseline", comparison_row.baseline_ref)
    prints = {row.public_id: fingerprint(source, "missing", row.part_ref or row.policy_ref) for row in found}
    known = queries.findings(scope, comparison_row.tenant_id, list(prints.values()))
    return tuple(
        _result_row(scope.workspace_ref, comparison_row, row, known.get(prints[row.public_id])) for row in found
    )


def _result_row(space: str, comparison_row: Any, row: Any, finding: Any) -> ResultRow:
    detail = json.loads(row.detail)
    return ResultRow(
        result_ref=row.public_id,
        href=links.comparison_href(space, comparison_row.public_id, result=row.public_id),
        part_ref=row.part_ref,
        name=row.name,
        family=row.family,
        result=row.result,
        reason_code=row.reason_code,
        basis=row.basis,
        fidelity=row.fidelity,
        policy_ref=row.policy_ref or "",
        policy_name=row.policy_name or "",
        policy_href=policy_href(space, row.policy_ref) if row.policy_ref else "",
        policies=len(detail.get("policies", ())),
        differences=row.differences,
        assignment_differences=detail.get("assignments", 0),
        proposals=detail.get("proposals", 0),
        read_at=iso(row.rests_on),
        state=row.state or "never",
        finding_href=finding_href(space, finding.public_id) if finding else "",
        finding_status=finding.status if finding else "",
    )


def proposals(ctx: Context, comparison_ref: str) -> tuple[Proposal, ...]:
    """Policies that may be parts under other names and wait for somebody's word.

    Raises:
        NotFoundError, ForbiddenError: as comparison.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = queries.comparison(scope, comparison_ref)
        found = queries.matches(scope, row.tenant_id, row.baseline_id, row.version_id, state="proposed")
        return tuple(proposal(ctx, scope, one) for one in found)


def proposal(ctx: Context, scope: Scope, one: Any) -> Proposal:
    """A row of `comparison_queries.matches` as pages show it."""
    return Proposal(
        handle=seal(ctx, MATCH, one.match_ref),
        match_ref=one.match_ref,
        part_ref=one.part_ref,
        part_name=one.part_name or "",
        family=one.family,
        policy_ref=one.policy_ref,
        policy_name=one.policy_name,
        policy_href=policy_href(scope.workspace_ref, one.policy_ref),
        state=one.state,
        basis=one.basis,
        score=one.score,
        settings=one.settings,
        decided_by=one.decided_by or "",
        decided_at=iso(one.decided_at),
    )


def candidates(ctx: Context, result_ref: str, q: str = "") -> tuple[Candidate, ...]:
    """Policies of the tenant that a person may point a result's part to, 50 of them by name.

    Raises:
        NotFoundError, ForbiddenError: as comparison.
        InvalidInputError: a search that is no text.
    """
    with open_scope(ctx, Capability.BASELINE_MANAGE) as scope:
        asked = ResultFilters(q=q).asked()["q"]
        row = queries.result(scope, result_ref)
        found = queries.candidates(scope, queries.comparison_of(scope, row.comparison_id), row.family, asked)
    return tuple(
        Candidate(seal(ctx, POLICY, one.policy_ref), one.policy_ref, one.name, one.family, one.platform,
                  (one.stands_for or one.part_ref or "") if one.part_ref else "")
        for one in found
    )  # fmt: skip
