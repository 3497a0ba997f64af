"""Findings of the browser world: differences of real policies, in every state, with requests and acceptances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.rows import dict_row

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.findings import comments, exceptions, moves, observing, ownership
from tenantpilot.findings.exception_reading import list_exceptions, request_terms
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.observing import Observation, Source
from tenantpilot.findings.reading import finding_choices, list_findings
from tenantpilot.findings.views import FindingRow
from tenantpilot.inventory.diff import diff
from tenantpilot.inventory.ingest_queries import contents
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tests.people import context_of

if TYPE_CHECKING:
    from tests.live import Product

BASELINE = Source("baseline", "bsl_" + "c" * 20, "Core 4.2")
SEVERITIES = ("critical", "high", "high", "medium", "medium", "low")
OPERATOR, MANAGER, APPROVER = "northwind-operator", "northwind-manager", "northwind-approver"
_POLICIES = """
  select distinct on (p.id) p.id, p.public_id, p.name, p.family, v.content_digest, v.assignments_digest, v.number,
    f.content_digest as first_content
  from policy p join policy_version v on v.workspace_id = p.workspace_id and v.policy_id = p.id
    join policy_version f on f.workspace_id = p.workspace_id and f.policy_id = p.id and f.number = 1
  where p.workspace_id = %s and p.tenant_id = %s and p.deleted_at is null and p.name <> ''
  order by p.id, v.number desc
"""


@dataclass(frozen=True)
class Work:
    """Public ids: an open finding with a difference, one that waits for approval, and both kinds of acceptances."""

    finding: str
    asked: str
    waiting: str
    accepted: str
    tenant_key: Any


def work_on(product: Product, ctx: Context, tenant_ref: str) -> Work:
    """Show readings to the findings of a tenant, and let people work on them; the caller points at the product."""
    with psycopg.connect(product.database.administrator_url, row_factory=dict_row) as connection:
        tenant = connection.execute("select id, public_id from tenant where public_id = %s", (tenant_ref,)).fetchone()
        assert tenant is not None
        policies = connection.execute(_POLICIES, (workspace_key("northwind"), tenant["id"])).fetchall()
    with open_workspace(workspace_key("northwind"), ctx.space, SYSTEM) as scope:
        texts = contents(scope, {one[name] for one in policies for name in ("content_digest", "first_content")})
    seen = _observations(policies, texts)
    with freeze(now() - timedelta(days=40)):
        _read(ctx, tenant, [one for place, one in enumerate(seen) if place % 2], now())
    with freeze(now() - timedelta(hours=30)):
        _read(ctx, tenant, [one for place, one in enumerate(seen) if place % 2 or place % 3 == 0], now())
    _read(ctx, tenant, seen, now())
    rows = _rows(ctx)
    return _worked(ctx, rows, tenant["id"])


def _observations(policies: list[dict[str, Any]], texts: dict[str, str]) -> list[Observation]:
    """Contents of these policies held against each other within a family, so that there is something to show."""
    by_family: dict[str, list[dict[str, Any]]] = {}
    for one in policies:
        by_family.setdefault(one["family"], []).append(one)
    changed = [one for one in policies if one["number"] > 1]
    made = [_different(one, one["first_content"], 0, texts) for one in changed[:2]]
    for family in [found for found in by_family.values() if len(found) > 1][:9]:
        made.append(_different(family[0], family[1]["content_digest"], len(made), texts))
    rest = [one for one in policies if one["public_id"] not in {seen.subject_ref for seen in made}]
    for place, (kind, one) in enumerate(zip(("missing", "unexpected", "conflict", "covered"), rest, strict=False)):
        made.append(_other(kind, one, place))
    return made


def _different(policy: dict[str, Any], expected: str, place: int, texts: dict[str, str]) -> Observation:
    observed = policy["content_digest"]
    found = diff(texts[expected], texts[observed], family=policy["family"])
    facts = Facts(expected_content=expected, observed_content=observed,
                  changed_by="katrin.holm@adventureworks.example" if place == 0 else "")  # fmt: skip
    return Observation(
        kind="different", key=policy["public_id"], severity=SEVERITIES[place % len(SEVERITIES)],
        subject_ref=policy["public_id"], subject_name=policy["name"], family=policy["family"], policy_id=policy["id"],
        expected_digest=expected, observed_digest=observed, differences=found.total, detail=facts.written(),
    )  # fmt: skip


def _other(kind: str, policy: dict[str, Any], place: int) -> Observation:
    sides = {"missing": ("expected_content",), "unexpected": ("observed_content",)}.get(kind, ())
    facts = Facts(**dict.fromkeys(sides, policy["content_digest"]))
    return Observation(
        kind=kind, key=f"{kind}-{policy['public_id']}", severity=SEVERITIES[place],
        subject_ref=policy["public_id"], subject_name=policy["name"], family=policy["family"],
        policy_id=None if kind == "missing" else policy["id"], expected_digest=policy["content_digest"],
        observed_digest=policy["content_digest"] if kind != "missing" else "missing", detail=facts.written(),
    )  # fmt: skip


def _read(ctx: Context, tenant: dict[str, Any], seen: list[Observation], at: datetime) -> None:
    with open_workspace(workspace_key("northwind"), ctx.space, SYSTEM) as scope:
        observing.observe(scope, (tenant["id"], tenant["public_id"]), BASELINE, seen, unknown=(), observed_at=at)


def _rows(ctx: Context, **filters: str) -> list[FindingRow]:
    return list(list_findings(ctx, FindingFilters(source=BASELINE.ref, **filters)).rows)


def _worked(ctx: Context, rows: list[FindingRow], tenant_key: Any) -> Work:
    """Let an operator work on some, ask for two acceptances, and a manager give one."""
    space = ctx.space
    operator, manager, approver = (context_of(key, space=space, plane=Plane.ADMIN)
                                   for key in (OPERATOR, MANAGER, APPROVER))  # fmt: skip
    shown = [row for row in rows if row.kind == "different" and row.severity != "critical"]
    talked, started, fixed, asked, accepted, dismissed = shown[:6]
    people = {one.name: one.person_ref for one in finding_choices(ctx).people}
    me = next(ref for name, ref in people.items() if name == operator.display_name)
    ours = {row.finding_ref: row for row in _rows(operator)}

    def step(ref: str, do: Callable[[FindingRow], None]) -> None:
        do(ours[ref])
        ours.update({row.finding_ref: row for row in _rows(operator)})

    step(
        talked.finding_ref,
        lambda row: moves.move(
            operator,
            row.handle,
            "triage",
            version=row.version,
            reason="Two settings were taken out. Ask whether it was planned.",
        ),
    )
    comments.comment(
        operator, ours[talked.finding_ref].handle, "The works council asked for it, says the customer.", [me]
    )
    step(started.finding_ref, lambda row: ownership.claim(operator, row.handle, version=row.version))
    step(started.finding_ref, lambda row: moves.move(operator, row.handle, "start", version=row.version))
    step(
        fixed.finding_ref,
        lambda row: moves.move(operator, row.handle, "resolve", version=row.version, reason="Set back in the portal."),
    )
    for row in (asked, accepted):
        _ask(operator, row.finding_ref)
    waiting = list_exceptions(manager).rows
    _approve(manager, approver, next(one.exception_ref for one in waiting if one.finding_ref == accepted.finding_ref))
    theirs = {row.finding_ref: row for row in _rows(manager)}[dismissed.finding_ref]
    moves.move(manager, theirs.handle, "dismiss", version=theirs.version, reason="The customer left this service.")
    pending = next(one.exception_ref for one in waiting if one.finding_ref == asked.finding_ref)
    in_force = list_exceptions(manager, "force").rows[0].exception_ref
    return Work(talked.finding_ref, asked.finding_ref, pending, in_force, tenant_key)  # fmt: skip


def _ask(ctx: Context, finding_ref: str) -> None:
    terms = request_terms(ctx, finding_ref)
    exceptions.request(
        ctx,
        terms.finding_handle,
        exceptions.RequestForm(
            justification="The account moves to a hardware key by the end of the quarter.",
            expires_at=now() + timedelta(days=20),
            observed_digest=terms.observed_digest,
            measures="Sign-in only from the office network.",
            evidence="Ticket CHG-2041",
        ),
    )


def _approve(manager: Context, approver: Context, ref: str) -> None:
    from tenantpilot.findings.exception_record import exception_detail

    detail = exception_detail(manager, ref)
    exceptions.approve(manager, detail.row.handle, detail.request_digest, reason="Bearable until the move is done.")
    if detail.row.approvals_needed > 1:
        theirs = exception_detail(approver, ref)
        exceptions.approve(approver, theirs.row.handle, theirs.request_digest)
