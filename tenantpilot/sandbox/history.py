"""The demonstration's past: the tenants' year is replayed and read by the product itself, at moments of that year.

The clock stands still at each moment while a person starts the sync and this process executes it as a worker would.
What has been read already is not read again, so that a start that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tenantpilot.access import notifications
from tenantpilot.access.capabilities import PLANE, Capability, Role
from tenantpilot.access.context import Context
from tenantpilot.kernel.clock import freeze
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import dispatch, execution
from tenantpilot.sandbox import governing
from tenantpilot.sandbox import seed_queries as queries
from tenantpilot.sandbox.acting import signed_in, workspace_key, workspace_scope
from tenantpilot.sandbox.graph.demo.maker import office_hours
from tenantpilot.sandbox.graph.demo.profiles import PROFILES, Profile
from tenantpilot.sandbox.graph.demo.standing import add_demo_tenants
from tenantpilot.sandbox.graph.server import GraphSandbox
from tenantpilot.sandbox.people import PEOPLE, TENANT_NAMES, WORKSPACE_NAMES
from tenantpilot.store.transaction import transaction

# Days before the day of the demonstration. A month apart at most: tenants keep their log no longer.
MOMENTS = (340, 310, 281, 252, 223, 194, 165, 136, 107, 78, 49, 20, 9)
AT_WORK = 34_000  # seconds after seven: later than everything that is done on a day


@dataclass(frozen=True, slots=True)
class _Place:
    """A tenant of the demonstration in its workspace."""

    workspace: str
    profile: Profile
    tenant_ref: str


def first_day(today: datetime) -> datetime:
    """When the tenants were connected: a working day before they were read first."""
    return office_hours(today - timedelta(days=MOMENTS[0] + 3), AT_WORK // 2)


def seed_history(today: datetime) -> int:
    """Read what is missing of the year before `today`; how many readings were made.

    Raises:
        ConfigurationError: TENANTPILOT_GRAPH_URL does not point at this machine, or a reading did not succeed.
    """
    due = dict(_missing(today))
    if not due:
        return 0
    made = 0
    with _sandbox() as graph:
        add_demo_tenants(graph.world, today, until=today - timedelta(days=366))
        for days, tenants in due.items():
            moment = office_hours(today - timedelta(days=days), AT_WORK)
            with freeze(moment), ThreadPoolExecutor(2) as pool:
                for tenant in tenants:
                    graph.advance(tenant.profile.tenant_id, moment)
                made += len(list(pool.map(_read, tenants)))
                for name in {tenant.workspace for tenant in tenants}:
                    _follow(name)
                    governing.act(name, days)
                    _follow(name)
                    governing.read_notices(name)
    return made


def _missing(today: datetime) -> Iterator[tuple[int, list[_Place]]]:
    """Moments with the tenants that were not read since; small tenants have the last moment only."""
    places = [_place(name, tenant) for name in WORKSPACE_NAMES for tenant in TENANT_NAMES[name]]
    known = {place: _last_reading(place) for place in places if place is not None}
    for days in MOMENTS:
        moment = office_hours(today - timedelta(days=days), AT_WORK)
        wanted = [
            place
            for place, last in known.items()
            if (place.profile.is_big or days == MOMENTS[-1]) and (last is None or last < moment)
        ]
        if wanted:
            yield days, wanted


def _place(workspace: str, tenant: str) -> _Place | None:
    with workspace_scope(workspace) as scope:
        ref = queries.tenant_refs(scope).get(tenant)
    profile = next(one for one in PROFILES if one.display_name == tenant)
    return _Place(workspace, profile, ref) if ref else None


def _last_reading(place: _Place) -> datetime | None:
    with workspace_scope(place.workspace) as scope:
        return queries.last_capture(scope, place.tenant_ref)


@contextmanager
def _sandbox() -> Iterator[GraphSandbox]:
    """The sandbox where the product looks for it, for as long as the seed runs."""
    address = urlsplit(settings().graph_url)
    if address.hostname not in {"localhost", "127.0.0.1"} or address.port is None:
        raise ConfigurationError("TENANTPILOT_GRAPH_URL does not point at a sandbox of this machine")
    with GraphSandbox(throttling=False, port=address.port) as graph:
        yield graph


def _read(place: _Place) -> None:
    """Check the connection and sync, as an operator does both."""
    operator = next(who for who in PEOPLE if who.workspace == place.workspace and who.role is Role.OPERATOR)
    with workspace_scope(place.workspace) as scope:
        space = scope.workspace_ref
    with transaction() as session:
        account = queries.account(session, settings().oidc_issuer, operator.subject)
    if account is None:
        raise ConfigurationError("the people of the demonstration are not there yet: seed them first")
    with signed_in(account) as person:
        ctx = person.context(PLANE[Role.OPERATOR], space)
        _execute(ctx, place, Capability.CONNECTION_CHECK.value)
        _execute(ctx, place, Capability.INVENTORY_SYNC.value)
        notifications.mark_all_read(ctx)


def _follow(workspace: str) -> None:
    """Execute what follows by itself, as a worker would."""
    while True:
        with workspace_scope(workspace) as scope:
            waiting = queries.waiting_runs(scope)
        if not waiting:
            return
        for run in waiting:
            claim = execution.claim(workspace_key(workspace), run)
            if claim is None:
                raise ConfigurationError("another worker took a run of the demonstration's past")
            execution.work(claim)
            with workspace_scope(workspace) as scope:
                queries.move_run(scope, run)


def _execute(ctx: Context, place: _Place, kind: str) -> None:
    started = dispatch.start(ctx, kind, {}, tenant=place.tenant_ref, reason="")
    key = workspace_key(place.workspace)
    with workspace_scope(place.workspace) as scope:
        run = queries.run_key(scope, started.run_ref)
    claim = execution.claim(key, run)
    if claim is None:
        raise ConfigurationError("another worker took a run of the demonstration's past")
    execution.work(claim)
    with workspace_scope(place.workspace) as scope:
        row = queries.move_run(scope, run)
        outcome, reason = row.outcome, row.reason_code
    if outcome not in {"succeeded", "partially_succeeded"}:
        raise ConfigurationError(f"{kind} of {place.profile.display_name} ended as {outcome}: {reason}")
