"""What the people of the demonstration decided in the past year: a baseline, and findings triaged, accepted, claimed.

Everybody acts through the product's services, with the rights of their role, at a moment of the year. Whether an act
was done already is asked of the product, so that a start that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from tenantpilot.access import notifications
from tenantpilot.access.capabilities import PLANE, Capability, Role
from tenantpilot.access.context import Context
from tenantpilot.baselines.assigning import assign
from tenantpilot.baselines.parts import capture_parts
from tenantpilot.baselines.profiles import create_baseline, publish
from tenantpilot.baselines.reading import baseline_page, list_baselines
from tenantpilot.findings import exceptions, moves, ownership
from tenantpilot.findings.exception_reading import list_exceptions, request_terms
from tenantpilot.findings.exception_record import exception_detail
from tenantpilot.findings.exception_requests import RequestForm
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.reading import list_findings
from tenantpilot.findings.views import FindingRow
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import dispatch
from tenantpilot.sandbox import seed_queries as queries
from tenantpilot.sandbox.acting import signed_in, workspace_scope
from tenantpilot.sandbox.people import FABRIKAM, NORTHWIND, PEOPLE, TENANT_NAMES
from tenantpilot.store.transaction import transaction

FAMILIES = ("conditional_access", "device_compliance", "app_protection", "named_locations")
EXHAUSTIVE = ("conditional_access",)
NAMES: Mapping[str, str] = {NORTHWIND: "Identity and device core", FABRIKAM: "Workplace standard"}


@dataclass(frozen=True)
class _Team:
    """The people of a workspace, each as they are signed in when they act."""

    workspace: str

    @contextmanager
    def member(self, role: Role) -> Iterator[Context]:
        """The person with this role, signed in for one act."""
        who = next(one for one in PEOPLE if one.workspace == self.workspace and one.role is role)
        with workspace_scope(self.workspace) as scope:
            space = scope.workspace_ref
        with transaction() as session:
            account = queries.account(session, settings().oidc_issuer, who.subject)
        if account is None:
            raise ConfigurationError("the people of the demonstration are not there yet: seed them first")
        with signed_in(account) as person:
            yield person.context(PLANE[role], space)

    @property
    def tenant_ref(self) -> str:
        """The tenant whose configuration is the model."""
        with workspace_scope(self.workspace) as scope:
            return queries.tenant_refs(scope)[TENANT_NAMES[self.workspace][0]]


def act(workspace: str, days: int) -> None:
    """Let the people of a workspace do what belongs to the moment so many days before the demonstration."""
    for each in ACTS.get(days, ()):
        each(_Team(workspace))


def set_up(team: _Team) -> None:
    """The manager says what should be: as the first tenant is on this day, and nothing else in the listed families."""
    with team.member(Role.MANAGER) as ctx:
        if list_baselines(ctx).rows:
            return
        ref = create_baseline(ctx, NAMES[team.workspace])
        handle = baseline_page(ctx, ref).versions[0].handle
        kept = [family for family in FAMILIES if family not in EXHAUSTIVE]
        drafted = capture_parts(ctx, handle, 1, team.tenant_ref, EXHAUSTIVE, is_exhaustive=True)
        drafted = capture_parts(ctx, handle, drafted.revision, team.tenant_ref, kept)
        publish(ctx, handle, drafted.revision, "As agreed", to_first_ring=True)
        assign(ctx, list_baselines(ctx).rows[0].handle, tenant_ref=team.tenant_ref)
        dispatch.start(ctx, Capability.BASELINE_COMPARE.value, {}, tenant=team.tenant_ref)


def look_through(team: _Team) -> None:
    """The operator looks through what was found: some are taken on."""
    with team.member(Role.OPERATOR) as ctx:
        for row in _to_do(ctx, 3):
            moves.move(ctx, row.handle, "triage", version=row.version)
        for row in [one for one in _open(ctx, "triaged", 9) if one.may_claim][:2]:
            ownership.claim(ctx, row.handle, version=row.version)


def accept(team: _Team) -> None:
    """The operator asks for an acceptance, the approver agrees; it ends some days after the demonstration begins."""
    with team.member(Role.OPERATOR) as ctx:
        if list_exceptions(ctx, "force").rows or list_exceptions(ctx, "ended").rows:
            return
        for row in _acceptable(ctx, "triaged")[:1]:
            _request(ctx, row, _SCANNERS, timedelta(days=86))
    with team.member(Role.APPROVER) as ctx:
        for waiting in list_exceptions(ctx, "waiting").rows:
            asked = exception_detail(ctx, waiting.exception_ref)
            exceptions.approve(
                ctx, asked.row.handle, asked.request_digest, reason="Until they are replaced, not longer."
            )


def work(team: _Team) -> None:
    """The operator begins one, claims another as mended; the manager finds that one is none."""
    with team.member(Role.OPERATOR) as ctx:
        for row in _open(ctx, "triaged", 1):
            moves.move(ctx, row.handle, "start", version=row.version)
    with team.member(Role.MANAGER) as ctx:
        for row in _to_do(ctx, 1):
            moves.move(ctx, row.handle, "reject", version=row.version, reason="The vendor renamed the setting.")


def ask(team: _Team) -> None:
    """The operator asks for one more acceptance, on which nobody has decided yet."""
    with team.member(Role.OPERATOR) as ctx:
        if not list_exceptions(ctx, "waiting").rows:
            for row in _acceptable(ctx, "new")[:1]:
                _request(ctx, row, _BRANCHES, timedelta(days=60))


@dataclass(frozen=True)
class _Story:
    """Why a risk is to be accepted."""

    justification: str
    measures: str
    evidence: str = ""


_SCANNERS = _Story(
    "The scanners in the warehouse cannot do more until they are replaced in autumn.",
    "They are used in the warehouse only, behind a locked door.",
    "Purchase order 4711, delivery in calendar week 44",
)
_BRANCHES = _Story(
    "The branch offices need it this way until the new card readers are installed.",
    "Desks stand in staffed rooms; somebody looks every evening.",
)


def _request(ctx: Context, row: FindingRow, story: _Story, term: timedelta) -> None:
    terms = request_terms(ctx, row.finding_ref)
    if terms.why_not:
        return
    form = RequestForm(
        justification=story.justification,
        expires_at=now() + min(term, timedelta(days=terms.longest_days)),
        observed_digest=terms.observed_digest,
        evidence=story.evidence,
        measures=story.measures,
    )
    exceptions.request(ctx, terms.finding_handle, form)


def _acceptable(ctx: Context, status: str) -> list[FindingRow]:
    """Differences that one other person can accept, the mildest first."""
    rows = [
        row for row in _open(ctx, status, 50) if row.kind == "different" and row.severity not in ("critical", "high")
    ]
    return rows or [row for row in _open(ctx, status, 50) if row.kind == "different" and row.severity != "critical"]


def _to_do(ctx: Context, most: int) -> list[FindingRow]:
    return list(list_findings(ctx, FindingFilters(view="decide")).rows)[:most]


def _open(ctx: Context, status: str, most: int) -> list[FindingRow]:
    return [row for row in list_findings(ctx, FindingFilters(view="open")).rows if row.status == status][:most]


def mend(team: _Team) -> None:
    """The operator says that one is mended; the next complete reading will tell."""
    with team.member(Role.OPERATOR) as ctx:
        for row in _open(ctx, "in_progress", 1):
            moves.move(ctx, row.handle, "resolve", version=row.version, reason="Set back in the portal.")


def widen(team: _Team) -> None:
    """The baseline begins to hold in the second tenant too, which has not been looked at so far."""
    with workspace_scope(team.workspace) as scope:
        other = queries.tenant_refs(scope)[TENANT_NAMES[team.workspace][1]]
    with team.member(Role.MANAGER) as ctx:
        for baseline in list_baselines(ctx).rows:
            known = baseline_page(ctx, baseline.baseline_ref).assignments
            if not any(row.tenant_ref == other for row in known):
                assign(ctx, baseline.handle, tenant_ref=other)
                dispatch.start(ctx, Capability.BASELINE_COMPARE.value, {}, tenant=other)


def read_notices(workspace: str) -> None:
    """The manager reads what the operations that they started have said."""
    with _Team(workspace).member(Role.MANAGER) as ctx:
        notifications.mark_all_read(ctx)


ACTS: Mapping[int, tuple[Callable[[_Team], None], ...]] = {
    165: (set_up,),
    136: (look_through,),
    107: (look_through,),
    78: (accept,),
    49: (look_through, work),
    20: (mend,),
    9: (ask, widen),
}
