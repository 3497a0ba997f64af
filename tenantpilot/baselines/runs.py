"""The operation `baseline.compare`: tenants held against the baselines that hold in them, one tenant after the other.

It touches no provider: it speaks of what was read last. After each sync it starts by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import Field

from tenantpilot.access.capabilities import Capability
from tenantpilot.baselines import compare_queries as queries
from tenantpilot.baselines.comparing import Compared, compare_tenant
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.tables import Baseline
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations import followers
from tenantpilot.operations.catalogue import Arguments, Batch, Item, Operation, register
from tenantpilot.operations.names import COMPARE_BASELINES, SYNC_INVENTORY
from tenantpilot.operations.steps import Work
from tenantpilot.operations.tables import OperationRun
from tenantpilot.store.scope import Scope

TENANT, BASELINE = "tenant", "baseline"
# Tenants of one batch: few enough to be far below a lease even when everything differs.
AT_ONCE = 3
_FACTS = ("compared", "opened", "reopened", "verified")


class CompareArguments(Arguments):
    """A baseline whose tenants are compared; without one, the run's tenant, or every tenant that has a baseline.

    A tenant is compared with all of its baselines in any case, because they may contradict each other.
    """

    baseline: str = Field(default="", max_length=60)


@dataclass(frozen=True)
class _Tenant:
    """A tenant and everything that holds in it."""

    name: str
    held: list[Effective]


def _batch(work: Work) -> Batch:
    """The next tenants after the cursor."""
    scope, wanted = work.scope, work.arguments.baseline
    if wanted and _deleted(scope, wanted):
        return Batch((Item(_number(work), BASELINE, "", "skipped", "baseline_deleted", subject_ref=wanted),),
                     is_last=True)  # fmt: skip
    tenants = _tenants(scope, wanted)
    if not tenants and not work.cursor:
        return Batch(_nothing(work), is_last=True)
    left = [refs for refs in tenants if refs > work.cursor]
    chosen = left[:AT_ONCE]
    made = [compare_tenant(scope, work.run.id, tenants[ref].held) for ref in chosen]
    facts = {name: int(work.facts.get(name, 0)) for name in _FACTS}
    for one in made:
        told = {"compared": one.baselines, "opened": one.opened, "reopened": one.reopened, "verified": one.verified}
        facts = {name: facts[name] + told[name] for name in _FACTS}
    items = tuple(_item(_number(work) + at, one, tenants[one.tenant_ref].name) for at, one in enumerate(made))
    for one in made:
        _record(scope, one, tenants[one.tenant_ref].held)
    return Batch(
        items, cursor=chosen[-1] if chosen else work.cursor, is_last=len(left) <= AT_ONCE, total=len(tenants),
        facts=facts,
    )  # fmt: skip


def _number(work: Work) -> int:
    return work.run.done + work.run.failed + work.run.skipped + 1


def _deleted(scope: Scope, ref: str) -> bool:
    """Whether the baseline is no more; foreign and absent ones are refused.

    Raises:
        NotFoundError: no such baseline.
    """
    return scope.get(Baseline, ref).deleted_at is not None


def _tenants(scope: Scope, wanted: str) -> dict[str, _Tenant]:
    """Tenant → everything that holds in it, by public id."""
    tenant_id = scope.tenant_id
    named = None if not wanted else scope.get(Baseline, wanted).id
    ids = {one.tenant_id for one in effective(scope, [tenant_id] if tenant_id else None, baseline_id=named)}
    names = queries.looked_after(scope, ids)
    held = sorted(effective(scope, names), key=lambda one: one.tenant_ref)
    by_tenant = ((ref, list(found)) for ref, found in groupby(held, key=lambda one: one.tenant_ref))
    return {ref: _Tenant(names[found[0].tenant_id], found) for ref, found in by_tenant}


def _nothing(work: Work) -> tuple[Item, ...]:
    """The tenant that was to be compared has no baseline."""
    if work.scope.tenant is None:
        return ()
    return (Item(1, TENANT, "", "skipped", "no_baseline", subject_ref=work.scope.tenant[1]),)


def _item(number: int, one: Compared, name: str) -> Item:
    if one.baselines == 0:
        reason = "baseline_deleted" if one.gone else "no_version"
        return Item(number, TENANT, name, "skipped", reason, subject_ref=one.tenant_ref, payload=one.tenant_ref)
    reason = "compared_in_part" if one.unread else ""
    if one.families and one.unread == one.families:
        reason = "nothing_read"
    told = f"{one.families - one.unread}/{one.families}" if one.unread else ""
    return Item(
        number, TENANT, name, "done", reason, detail=told, subject_ref=one.tenant_ref, payload=one.tenant_ref
    )  # fmt: skip


def _record(scope: Scope, one: Compared, held: list[Effective]) -> None:
    """One entry per tenant in the log."""
    after: dict[str, Any] = {
        "baselines": [f"{holding.baseline_ref} {holding.number}" for holding in held if holding.version_id],
        "families": one.families, "families_unread": one.unread, "opened": one.opened, "reopened": one.reopened,
        "verified": one.verified,
    }  # fmt: skip
    scope.record("baseline.compared", TENANT, one.tenant_ref, after=after, tenant=(held[0].tenant_id, one.tenant_ref))


def _after_sync(scope: Scope, run: OperationRun) -> Arguments | None:
    """A tenant that was read is compared when a baseline holds in it."""
    if run.tenant_id is None or not any(one.version_id for one in effective(scope, [run.tenant_id])):
        return None
    return CompareArguments()


def _estimate(scope: Scope, arguments: Any) -> int | None:
    try:
        return len(_tenants(scope, arguments.baseline))
    except NotFoundError:
        return None


register(
    Operation(
        kind=COMPARE_BASELINES,
        capability=Capability.BASELINE_COMPARE,
        changes="tenantpilot",
        batch=_batch,
        arguments=CompareArguments,
        may_be_started_by_system=True,
        estimate=_estimate,
    )
)
followers.register(SYNC_INVENTORY, COMPARE_BASELINES, _after_sync)
