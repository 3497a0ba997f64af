"""One look at a connection: are we let in, with which permissions, to whose tenant, and what is licensed there?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenantpilot.provider.client.answers import Answer
from tenantpilot.provider.client.paging import read_list
from tenantpilot.provider.client.problems import Problem, ProblemError, problem
from tenantpilot.provider.client.wire import Ask, Wire
from tenantpilot.provider.reading import CheckReading, State, Trouble

_DIRECTORY = {"directory": 1}
# A place that every tenant with Intune has, and none without.
_INTUNE = ("deviceManagement/deviceCategories", {"intune/devices": 1})
_ENABLED = frozenset({"Enabled", "Warning"})


async def check(wire: Wire) -> CheckReading:
    """What can be found out with four requests. `trouble` is set when nothing can be read through this connection."""
    try:
        token = await wire.tokens.token()
    except ProblemError as error:
        return CheckReading(trouble=error.problem.trouble)
    found, problems = await _organization(wire)
    plans, intune = await _plans(wire), await _intune(wire)
    tenant_id = _text(found, "id") or token.tenant_id
    reading = CheckReading(
        granted=token.roles,
        tenant_id=tenant_id,
        tenant_name=_text(found, "displayName"),
        domains=_domains(found),
        service_plans=plans,
        has_intune=intune,
        troubles=tuple(one.trouble for one in problems),
    )
    return _verdict(wire, token.tenant_id, reading, problems)


def _verdict(wire: Wire, signed_in_at: str, reading: CheckReading, problems: list[Problem]) -> CheckReading:
    """Another tenant than the connection's, or nobody who answers, is the end of it."""
    wanted = wire.link.tenant_id.lower()
    names = {reading.tenant_id.lower(), *(domain.lower() for domain in reading.domains)}
    told = {name for name in (reading.tenant_id.lower(), signed_in_at.lower()) if name}
    is_same = (wanted in names and len(told) == 1) if told else None
    if is_same is False:
        trouble: Trouble | None = problem("tenant_other", State.FORBIDDEN, detail=reading.tenant_id).trouble
    else:
        fatal = ("token_rejected", "claims_challenge", "graph_unreachable", "timeout", "connection_lost")
        trouble = next((one.trouble for one in problems if one.trouble.code in fatal), None)
    return replace(reading, is_same_tenant=is_same, trouble=trouble)


async def _organization(wire: Wire) -> tuple[Mapping[str, Any], list[Problem]]:
    """The tenant itself; without the permission to read it, the token still says whose it is."""
    query = "$select=id,displayName,verifiedDomains"
    answer = await _get(wire, "organization", query)
    try:
        body = answer.mapping()
    except ProblemError as error:
        return {}, [error.problem]
    members = body.get("value")
    if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], Mapping):
        return {}, [answer.malformed("organization")]
    return members[0], []


async def _plans(wire: Wire) -> tuple[str, ...] | None:
    """Service plans in use, None when they may not be seen."""
    url = wire.link.url("v1.0", "subscribedSkus", "$select=skuPartNumber,capabilityStatus,servicePlans")
    rows = await read_list(wire.link, url, lambda page: wire.ask(Ask(page, _DIRECTORY)))
    if rows.problems:
        return None
    found = {
        _text(plan, "servicePlanName")
        for sku in rows.items
        if sku.get("capabilityStatus") in _ENABLED
        for plan in (sku["servicePlans"] if isinstance(sku.get("servicePlans"), list) else ())
        if _text(plan, "provisioningStatus") in {"", "Success"}
    }
    return tuple(sorted(found - {""}))


async def _intune(wire: Wire) -> bool | None:
    """Whether the tenant has Intune; None when that cannot be told, for one for want of the permission."""
    path, areas = _INTUNE
    answer = await wire.ask(Ask(wire.link.url("beta", path, "$top=1&$select=id"), areas))
    if answer.is_good:
        return True
    return False if answer.problem().state is State.UNLICENSED else None


async def _get(wire: Wire, path: str, query: str) -> Answer:
    return await wire.ask(Ask(wire.link.url("v1.0", path, query), _DIRECTORY))


def _domains(organization: Mapping[str, Any]) -> tuple[str, ...]:
    domains = organization.get("verifiedDomains")
    return tuple(filter(None, (_text(one, "name") for one in domains))) if isinstance(domains, list) else ()


def _text(holder: Any, key: str) -> str:
    found = holder.get(key) if isinstance(holder, Mapping) else None
    return found if isinstance(found, str) else ""
