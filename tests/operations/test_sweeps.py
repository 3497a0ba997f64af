"""Sweeps: started by the system where work is due, once at a time, not while stopped, seldom after failure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tenantpilot.access.handles import seal
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConfigurationError, InvalidInputError
from tenantpilot.operations import controls, sweeps
from tenantpilot.operations.dispatch import list_operations
from tenantpilot.operations.sweeps import Sweep
from tests.operations.world import KIND, World, execute, probe

EVERY = 60.0


@pytest.fixture
def due() -> list:
    """Workspaces that the sweep calls due."""
    return []


@pytest.fixture
def sweep(world: World, due: list) -> Iterator[Sweep]:
    """A sweep of the suite's own operation."""
    made = sweeps.register(Sweep(KIND, EVERY, lambda session, moment: due))
    yield made
    sweeps.forget(KIND)


def _space(world: World, name: str = "Northwind%"):
    return world.all("select id, public_id from workspace where name like %s", name)[0]["id"]


def _runs(world: World) -> list:
    return world.all("select * from operation_run where kind = %s order by created_at", KIND)


@pytest.mark.proves("SLA-020")
def test_a_sweep_starts_where_work_is_due_and_nowhere_else(world, sweep, due):
    assert sweeps.start_due(sweep) == 0
    due.append(_space(world))
    assert sweeps.start_due(sweep) == 1
    (run,) = _runs(world)
    assert (run["workspace_id"], run["origin"], run["queue"], run["initiator_id"]) == (
        _space(world), "system", "background", None,
    )  # fmt: skip
    execute(run)
    assert _runs(world)[0]["outcome"] == "succeeded"
    assert world.all("select 1 from audit_entry where action = 'run.queued' and subject_ref = %s", run["public_id"])


@pytest.mark.proves("SLA-020")
def test_it_starts_no_second_run_beside_one_nor_sooner_than_it_says(world, sweep, due):
    due.append(_space(world))
    assert [sweeps.start_due(sweep), sweeps.start_due(sweep)] == [1, 0]
    execute(_runs(world)[0])
    assert sweeps.start_due(sweep) == 0
    with freeze(now() + timedelta(seconds=EVERY)):
        assert sweeps.start_due(sweep) == 1


@pytest.mark.proves("SLA-020", negative=True)
def test_after_a_failure_it_waits_longer(world, due):
    def fails(work):
        raise InvalidInputError({})

    probe(batch=fails)
    made = sweeps.register(Sweep(KIND, EVERY, lambda session, moment: due))
    due.append(_space(world))
    sweeps.start_due(made)
    execute(_runs(world)[0])
    assert _runs(world)[0]["outcome"] == "failed"
    with freeze(now() + timedelta(seconds=2 * EVERY)):
        assert sweeps.start_due(made) == 0
    with freeze(now() + timedelta(seconds=sweeps.AFTER_FAILURE * EVERY)):
        assert sweeps.start_due(made) == 1
    sweeps.forget(KIND)


@pytest.mark.proves("SLA-021", negative=True)
def test_a_stop_of_the_kind_or_of_everything_holds_it_back(world, sweep, due):
    due.append(_space(world))
    ctx = world.person("northwind-owner")
    for kind in (KIND, ""):
        controls.stop(ctx, kind, "maintenance")
        assert sweeps.start_due(sweep) == 0
        (row,) = world.all("select public_id from workspace_control where released_at is null")
        controls.release(ctx, seal(ctx, controls.KIND, row["public_id"]), "over")
    assert sweeps.start_due(sweep) == 1


@pytest.mark.proves("SLA-021", negative=True)
def test_a_suspended_workspace_is_passed_over_and_the_others_are_not(world, sweep, due):
    due += [_space(world), _space(world, "Fabrikam%")]
    world.do("update workspace set suspended_at = now() where id = %s", _space(world))
    assert sweeps.start_due(sweep) == 1
    assert [run["workspace_id"] for run in _runs(world)] == [_space(world, "Fabrikam%")]


@pytest.mark.proves("SLA-020", negative=True)
def test_what_the_system_may_not_start_is_no_sweep(world):
    probe(may_be_started_by_system=False)
    with pytest.raises(ConfigurationError):
        sweeps.register(Sweep(KIND, EVERY, lambda session, moment: []))
    with pytest.raises(ConfigurationError):
        sweeps.register(Sweep("no.such", EVERY, lambda session, moment: []))


@pytest.mark.proves("SLA-020")
def test_the_relay_attends_to_every_sweep():
    from tenantpilot.workers.relay import Relay

    names = {duty.name for duty in Relay()._duties}
    assert {f"the sweep {one.kind}" for one in sweeps.load()} <= names
    assert {"finding.watch", "exception.expire"} <= {one.kind for one in sweeps.load()}


def test_the_menu_of_operations_offers_nothing_that_only_the_system_starts(world):
    offered = {
        one.kind for one in list_operations(world.person("northwind-owner")) if one.is_offered and not one.needs_tenant
    }
    assert offered & {sweep.kind for sweep in sweeps.load()} == set()
    assert {"audit.verify", "audit.export", "baseline.compare", "finding.export", "run.export"} <= offered
