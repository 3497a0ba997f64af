"""Check connection against the sandbox: what it finds, what it writes down, and what it leaves alone."""

from __future__ import annotations

import json
from uuid import UUID

import psycopg
import pytest

from tenantpilot.access.handles import seal
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations import dispatch, steps
from tenantpilot.operations.reasons import NEXT_STEPS
from tenantpilot.provider import check_rules, checking, connections, gate
from tenantpilot.provider import runs as check_runs
from tenantpilot.provider.check_rules import verdict
from tenantpilot.provider.client import token_problems
from tenantpilot.provider.connections import ConnectionForm
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.posture_reading import permission_posture
from tenantpilot.provider.reading import CheckReading, Trouble
from tenantpilot.sandbox.graph.data import CONDITIONAL_ACCESS, IDENTITY_PROTECTION
from tenantpilot.sandbox.graph.faults import Fault
from tests.operations import world as runs
from tests.provider.connections.test_gate import refusal
from tests.provider.connections.world import CLIENT_ID, EVERYTHING, OWNER, TENANT_ID, World, tenant_data

ANOTHER_APPLICATION = "00000000-0000-4000-8000-000000000001"
ALL = CheckReading(granted=EVERYTHING, is_same_tenant=True, has_intune=True)


@pytest.fixture
def connected(world: World, graph) -> tuple[str, str]:
    """(tenant, connection) of the tenant that the sandbox serves."""
    tenant = world.add_tenant()
    return tenant, world.connect(tenant)


@pytest.mark.proves("PRV-209")
def test_a_good_connection_is_healthy_and_leaves_a_report(world: World, graph, connected):
    tenant, connection = connected
    run = world.check(connection)
    assert (run["outcome"], run["reason_code"]) == ("succeeded", "")
    found = world.detail(connection)
    assert (found.row.health, found.row.consent, found.row.reason_code) == ("healthy", "granted", "")
    assert found.organization == "Tailspin Toys"
    assert found.check_run_href.endswith(run["public_id"])
    assert world.actions_about(connection)[-2:] == ["consent.granted", "connection.checked"]
    posture = permission_posture(world.person(OWNER), tenant)
    assert (posture.missing, posture.features_blocked) == (0, 0)
    assert {one.state for one in posture.features} == {"granted"}
    assert [entry for entry in graph.log.entries() if "token" in entry.path]


@pytest.mark.proves("PRV-210", negative=True)
def test_a_missing_permission_names_what_it_blocks_and_nothing_else(world: World, graph, connected):
    tenant, connection = connected
    app = graph.tenant(TENANT_ID).app(CLIENT_ID)
    app.granted.remove("DeviceManagementScripts.Read.All")
    run = world.check(connection)
    assert run["outcome"] == "partially_succeeded"
    assert [item for item in world.items(run["public_id"]) if item[1] == "failed"] == [
        ("scripts", "failed", "permission_missing")
    ]
    row = world.detail(connection).row
    assert (row.health, row.consent, row.reason_code) == ("degraded", "granted", "permission_missing")
    posture = permission_posture(world.person(OWNER), tenant)
    blocked = {one.feature: one.blocks for one in posture.features if one.blocks}
    assert list(blocked) == ["scripts"]
    assert set(blocked["scripts"]) == {one.family for one in contracts().values() if one.feature == "scripts"}
    app.granted.add("DeviceManagementScripts.Read.All")
    world.check(connection)
    after = permission_posture(world.person(OWNER), tenant)
    assert after.missing == 0
    assert [one.has_changed for one in after.history] == [True, False]
    earlier = permission_posture(world.person(OWNER), tenant, after.history[1].report_ref)
    assert earlier.missing == 1


@pytest.mark.proves("PRV-210", negative=True)
def test_withdrawn_consent_is_seen_said_and_undone_by_a_new_one(world: World, graph, connected):
    _, connection = connected
    world.check(connection)
    graph.tenant(TENANT_ID).app(CLIENT_ID).consented = False
    run = world.check(connection)
    assert (run["outcome"], run["reason_code"]) == ("failed", "app_not_in_tenant")
    assert world.detail(connection).row.consent == "withdrawn"
    assert world.actions_about(connection)[-2:] == ["consent.withdrawn", "connection.checked"]
    graph.tenant(TENANT_ID).app(CLIENT_ID).consented = True
    assert world.check(connection)["outcome"] == "succeeded"
    assert world.detail(connection).row.consent == "granted"


@pytest.mark.proves("PRV-210", negative=True)
def test_a_report_cannot_be_changed(world: World, connected):
    _, connection = connected
    world.check(connection)
    for change in ("update permission_report set missing = 0", "delete from permission_report"):
        with psycopg.connect(world.database.url) as raw:
            raw.execute("select set_config('tp.workspace_id', %s, true), set_config('tp.tenant_mode', 'all', true),"
                        " set_config('tp.tenants', '{}', true)", (str(UUID(int=1)),))  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute(change)


@pytest.mark.proves("PRV-209", negative=True)
@pytest.mark.parametrize(
    ("fault", "code", "health", "consent"),
    [
        (Fault.SECRET_WRONG, "credential_wrong", "failing", "granted"),
        (Fault.SECRET_EXPIRED, "credential_expired", "failing", "granted"),
        (Fault.APP_DISABLED, "app_disabled", "failing", "withdrawn"),
        (Fault.TENANT_GONE, "tenant_not_found", "failing", "granted"),
        (Fault.TENANT_BLOCKED, "tenant_blocked", "failing", "granted"),
        (Fault.POLICY_BLOCKED, "access_policy_blocks", "failing", "granted"),
    ],
)
def test_a_refusal_says_its_cause(world: World, graph, connected, fault, code, health, consent):
    _, connection = connected
    world.check(connection)
    graph.faults.add(fault)
    run = world.check(connection)
    assert (run["outcome"], run["reason_code"]) == ("failed", code)
    found = world.detail(connection)
    assert (found.row.health, found.row.consent, found.row.reason_code) == (health, consent, code)
    assert found.next_steps == NEXT_STEPS[code] != ()


@pytest.mark.proves("PRV-209", negative=True)
@pytest.mark.parametrize("code", sorted(check_rules.TRANSIENT))
def test_what_passes_changes_nothing(code):
    made = verdict(CheckReading(trouble=Trouble(code)), consent="granted", health="healthy")
    assert (made.health, made.consent, made.is_known) == ("healthy", "granted", False)


@pytest.mark.proves("PRV-209", negative=True)
@pytest.mark.parametrize(
    ("reading", "before", "health", "consent", "code"),
    [
        (ALL, "unknown", "healthy", "granted", ""),
        (CheckReading(granted=EVERYTHING, is_same_tenant=False), "granted", "failing", "granted", "tenant_other"),
        (CheckReading(granted=EVERYTHING), "granted", "failing", "granted", "tenant_unproven"),
        (CheckReading(granted=None, is_same_tenant=True), "granted", "degraded", "granted", "permissions_unknown"),
        (CheckReading(granted=frozenset(), is_same_tenant=True), "unknown", "failing", "missing", "consent_missing"),
        (CheckReading(granted=frozenset(), is_same_tenant=True), "granted", "failing", "withdrawn",
         "consent_withdrawn"),
        (CheckReading(granted=frozenset(), is_same_tenant=True), "withdrawn", "failing", "withdrawn",
         "consent_withdrawn"),
        (CheckReading(trouble=Trouble("app_not_in_tenant")), "missing", "failing", "missing", "app_not_in_tenant"),
        (CheckReading(trouble=Trouble("tenant_other")), "granted", "failing", "granted", "tenant_other"),
        (CheckReading(granted=EVERYTHING, is_same_tenant=True, has_intune=False), "granted", "degraded", "granted",
         "resource_unlicensed"),
    ],
)  # fmt: skip
def test_what_a_look_means(reading, before, health, consent, code):
    made = verdict(reading, consent=before, health="unknown")
    assert (made.health, made.consent, made.reason_code, made.is_known) == (health, consent, code, True)


@pytest.mark.proves("PRV-210")
def test_a_tenant_without_intune_is_told_so(world: World, graph):
    graph.add_tenant(tenant_data(licences=frozenset({CONDITIONAL_ACCESS, IDENTITY_PROTECTION})))
    tenant = world.add_tenant()
    connection = world.connect(tenant)
    run = world.check(connection)
    states = {one.feature: one.state for one in permission_posture(world.person(OWNER), tenant).features}
    assert (states["device_configuration"], states["conditional_access"]) == ("unlicensed", "granted")
    assert run["outcome"] == "succeeded"
    assert ("scripts", "skipped", "resource_unlicensed") in world.items(run["public_id"])
    assert world.detail(connection).row.reason_code == "resource_unlicensed"


@pytest.mark.proves("PRV-210", negative=True)
def test_unlicensed_is_not_missing():
    reading = CheckReading(granted=frozenset({"Policy.Read.All"}), is_same_tenant=True, has_intune=False,
                           service_plans=("AAD_PREMIUM",))  # fmt: skip
    made = check_rules.report(reading)
    assert "device_configuration" in made.unlicensed
    assert "conditional_access" not in made.unlicensed
    assert "device_configuration" not in made.blocked
    without = CheckReading(granted=frozenset({"Policy.Read.All"}), is_same_tenant=True, service_plans=("OTHER",))
    assert check_rules.report(without).unlicensed == ("conditional_access",)
    doubt = CheckReading(granted=frozenset(), is_same_tenant=True)
    assert check_rules.report(doubt).unlicensed == ()


@pytest.mark.proves("PRV-209", negative=True)
def test_answers_of_another_tenant_block_every_reading(world: World, graph, connected):
    tenant, connection = connected
    world.check(connection)
    world.do("update provider_connection set reason_code = 'tenant_other' where public_id = %s", connection)
    assert refusal(world, tenant) == "tenant_other"
    assert {"tenant_other", "tenant_unproven"} == gate.FATAL


@pytest.mark.proves("PRV-209", negative=True)
def test_a_connection_changed_meanwhile_is_not_judged_by_the_old_look(world: World, graph, connected):
    _, connection = connected
    ctx = world.person(OWNER)
    started = checking.start_check(ctx, world.handle(connection))
    mine = runs.claimed(world.run(started.run_ref))
    asked = steps.ask(mine)
    connections.change_connection(ctx, world.handle(connection), ConnectionForm("Reading", ANOTHER_APPLICATION))
    steps.batch(mine, check_runs._Found(asked.plan, ALL))
    assert world.run(started.run_ref)["reason_code"] == "arguments_invalid"
    assert world.detail(connection).row.health == "unknown"


@pytest.mark.proves("PRV-209", negative=True)
def test_a_connection_is_checked_for_its_own_tenant_only(world: World, graph, connected):
    """Arguments are untrusted: a connection of another tenant of the same workspace, or of a foreign one."""
    tenant, _ = connected
    other = world.all("select c.public_id, w.public_id as space from provider_connection c"
                      " join workspace w on w.id = c.workspace_id where c.tenant_id not in"
                      " (select id from tenant where public_id = %s)", tenant)  # fmt: skip
    spaces = {row["space"] for row in other}
    assert len(spaces) == 2
    for row in other:
        ref = dispatch.start(
            world.person(OWNER), "connection.check", {"connection": row["public_id"]}, tenant=tenant
        ).run_ref
        run = world.finish(ref)
        assert (run["outcome"], run["reason_code"]) == ("failed", "target_missing")
    assert [entry for entry in graph.log.entries() if "token" in entry.path] == []


@pytest.mark.proves("PRV-213")
def test_every_known_cause_has_next_steps():
    codes = {*token_problems.CODES, *check_rules.TRANSIENT, *check_rules.NO_CONSENT, "tenant_other", "tenant_unproven",
             "consent_withdrawn", "permission_missing", "resource_unlicensed", "credential_unreadable",
             "credential_key_unknown", "credential_missing", "connection_missing", "connection_disabled",
             "permissions_unknown", "token_rejected", "claims_challenge"}  # fmt: skip
    assert len(codes) >= 20
    assert codes - NEXT_STEPS.keys() == set()


@pytest.mark.proves("PRV-206", negative=True)
def test_a_report_and_a_run_hold_no_token(world: World, connected):
    _, connection = connected
    run = world.check(connection)
    content = world.all("select content from permission_report")[0]["content"]
    assert set(json.loads(content)) == {"features", "granted", "excess", "has_intune", "service_plans"}
    assert "eyJ" not in content + run["diagnostics"] + run["arguments"]


def test_a_handle_of_somebody_else_starts_nothing(world: World, connected):
    _, connection = connected
    with pytest.raises(NotFoundError):
        checking.start_check(world.person("fabrikam-owner"), seal(world.person(OWNER), connections.KIND, connection))
