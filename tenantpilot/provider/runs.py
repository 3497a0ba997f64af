"""Check connection: signs in at the tenant, looks at what is granted, and writes down how the connection stands."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import BlockedError, NotFoundError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation, register
from tenantpilot.operations.names import CHECK_CONNECTION
from tenantpilot.operations.permit import Permit
from tenantpilot.operations.steps import Work
from tenantpilot.provider import check_rules, connections, gate, links, queries, rotation
from tenantpilot.provider.check_rules import Report, Verdict
from tenantpilot.provider.client import GraphClient, forget_tokens, stream
from tenantpilot.provider.governor.shared import SharedGovernor
from tenantpilot.provider.links import SealedLink
from tenantpilot.provider.reading import CheckReading
from tenantpilot.provider.tables import PermissionReport, ProviderConnection, ProviderCredential

__all__ = ["CheckArguments", "gate"]


class CheckArguments(Arguments):
    """`connection` by public id, else the tenant's own; `credential` a waiting one, to be tried before its time."""

    connection: str = ""
    credential: str = ""


@dataclass(frozen=True)
class _Plan:
    connection: str
    credential: str
    link: SealedLink


@dataclass(frozen=True)
class _Found:
    """What was read, and through what: if that changed meanwhile, it says nothing any more."""

    plan: _Plan = field(repr=False)
    reading: CheckReading = field(repr=False)


def _ask(work: Work) -> _Plan:
    row = _connection(work)
    credential = _credential(work, row)
    link = links.link_through(work.scope, row, credential)
    return _Plan(row.public_id, credential.public_id if credential else "", link)


def _connection(work: Work, *, lock: bool = False) -> ProviderConnection:
    """The connection that the run is about; it must belong to the run's own tenant.

    Raises:
        NotFoundError: removed, foreign, or another tenant's.
        BlockedError: the tenant has none.
    """
    tenant_id = work.scope.tenant_id
    ref = work.arguments.connection
    if not ref:
        found = queries.way(work.scope, tenant_id) if tenant_id else None
        if found is None:
            raise BlockedError("connection_missing")
        ref = found.public_id
    row = queries.connection(work.scope, ref, lock=lock)
    if row.tenant_id != tenant_id:
        raise NotFoundError("the connection is another tenant's")
    return row


def _credential(work: Work, row: ProviderConnection) -> ProviderCredential | None:
    if not work.arguments.credential:
        return queries.credential_in(work.scope, row, "current")
    credential = work.scope.get(ProviderCredential, work.arguments.credential)
    if credential.connection_id != row.id:
        raise NotFoundError("the credential is another connection's")
    return credential


def _read(plan: _Plan, permit: Permit) -> Iterator[_Found]:
    link = links.unseal(plan.link)
    forget_tokens(link.key)  # a kept token knows only what was granted when it was made

    async def look() -> AsyncIterator[_Found]:
        governor = SharedGovernor(settings().redis_url)
        async with GraphClient(link, permit.confirmed, governor, background=False) as client:
            yield _Found(plan, await client.check())

    yield from stream(look, permit=permit)


def _batch(work: Work) -> Batch:
    found: _Found | None = work.chunk
    if found is None:
        return Batch(is_last=True, reason_code="unexpected_error")
    row = _connection(work, lock=True)
    credential = _credential(work, row)
    if credential is None or credential.public_id != found.plan.credential:
        return Batch(is_last=True, reason_code="arguments_invalid")
    if str(row.client_id) != found.plan.link.client_id:
        return Batch(is_last=True, reason_code="arguments_invalid")
    reading = found.reading
    verdict = check_rules.verdict(reading, consent=row.consent, health=row.health)
    report = check_rules.report(reading) if _is_reportable(reading, verdict) else None
    if verdict.is_known:
        _note_credential(work, credential, verdict)
        if credential.state == "current":
            _note(work, row, verdict, reading, report)
    return _told(verdict, reading, report)


def _is_reportable(reading: CheckReading, verdict: Verdict) -> bool:
    return (
        verdict.is_known and reading.trouble is None and reading.is_same_tenant is True and reading.granted is not None
    )


def _note_credential(work: Work, credential: ProviderCredential, verdict: Verdict) -> None:
    """A credential works when it lets in; what is granted is not its business."""
    problem = verdict.reason_code if verdict.reason_code in check_rules.OF_THE_CREDENTIAL else ""
    if credential.state == "next" and verdict.health == "failing":
        problem = verdict.reason_code
    credential.checked_at, credential.reason_code = now(), problem
    work.scope.session.add(credential)
    if credential.state == "next":
        work.scope.record("credential.checked", rotation.KIND, credential.public_id, after={"reason": problem})


def _note(work: Work, row: ProviderConnection, verdict: Verdict, reading: CheckReading, report: Report | None) -> None:
    before = {"health": row.health, "consent": row.consent, "reason": row.reason_code}
    row.health, row.consent, row.reason_code, row.detail = (
        verdict.health, verdict.consent, verdict.reason_code, verdict.detail,
    )  # fmt: skip
    row.organization, row.checked_at = reading.tenant_name or row.organization, now()
    work.scope.session.add(row)
    after: dict[str, Any] = {"health": row.health, "consent": row.consent, "reason": row.reason_code}
    if report is not None:
        _keep(work, row, report)
        after["missing"] = list(report.missing)
    if before["consent"] != row.consent and row.consent in ("granted", "missing", "withdrawn"):
        action = "consent.granted" if row.consent == "granted" else "consent.withdrawn"
        if row.consent != "missing":
            work.scope.record(action, connections.KIND, row.public_id)
    work.scope.record("connection.checked", connections.KIND, row.public_id, before=before, after=after)


def _keep(work: Work, row: ProviderConnection, report: Report) -> None:
    work.scope.add(
        PermissionReport(
            workspace_id=row.workspace_id,
            connection_id=row.id,
            tenant_id=row.tenant_id,
            run_ref=work.run.public_id,
            digest=report.digest,
            content=report.content,
            features=report.features,
            features_blocked=len(report.blocked),
            missing=len(report.missing),
            created_at=now(),
        )
    )


def _told(verdict: Verdict, reading: CheckReading, report: Report | None) -> Batch:
    """The run's own result: the sign-in first, then what each missing permission blocks."""
    problem = verdict.reason_code if verdict.health == "failing" or not verdict.is_known else ""
    request_id = reading.trouble.request_id if reading.trouble else ""
    items = [_item(1, "connection", "", problem, verdict.detail if problem else "", request_id)]
    if report is not None:
        blocked, skipped = set(report.blocked), {*report.unlicensed, *report.optional}
        for number, feature in enumerate(sorted(blocked | skipped), start=2):
            reason = "resource_unlicensed" if feature in report.unlicensed else "permission_missing"
            items.append(_item(number, "feature", feature, reason, "", "", is_skipped=feature in skipped))
    return Batch(items=tuple(items), is_last=True, total=len(items), reason_code=problem)


def _item(
    number: int, kind: str, label: str, reason: str, detail: str, request_id: str, *, is_skipped: bool = False
) -> Item:
    status = "skipped" if is_skipped else "failed" if reason else "done"
    told = f"{detail} [{request_id}]" if request_id else detail
    return Item(number=number, subject_kind=kind, label=label, status=status, reason_code=reason, detail=told)  # type: ignore[arg-type]


register(
    Operation(
        kind=CHECK_CONNECTION,
        capability=Capability.CONNECTION_CHECK,
        changes="tenantpilot",
        touches="read",
        arguments=CheckArguments,
        ask=_ask,
        read=_read,
        batch=_batch,
        needs_tenant=True,
    )
)
