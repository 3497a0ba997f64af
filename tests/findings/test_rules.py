"""Rules of a workspace: versions with who, when and why; checked; refused when stale; open findings follow them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tenantpilot.access.handles import seal
from tenantpilot.findings import clocks, rule_services, rules, tiers
from tenantpilot.findings.rule_bodies import DEFAULTS
from tenantpilot.findings.tables import GovernancePolicy
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import BlockedError, ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.operations import controls, execution
from tenantpilot.operations.names import APPLY_RULES
from tenantpilot.tenants.tables import Tenant
from tests.findings.asking import Asking
from tests.findings.world import FindingsWorld, observation
from tests.operations.world import claimed

HOUR = timedelta(hours=1)
WORKING = {"hours": "working", "zone": "Europe/Berlin", "holidays": ["2026-12-25"],
           "week": [[["08:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []]}  # fmt: skip


def sla_body(**changes: Any) -> dict[str, Any]:
    return DEFAULTS["sla"].written() | changes


def severity_body(*found: dict[str, str]) -> dict[str, Any]:
    return {"rules": list(found)}


def apply(world: FindingsWorld) -> None:
    for run in world.all("select * from operation_run where kind = %s and status = 'queued'", APPLY_RULES):
        execution.work(claimed(run))
        assert world.one("select outcome from operation_run where id = %s", run["id"]) == "succeeded"


@pytest.mark.proves("SLA-011")
def test_a_change_is_a_new_version_with_its_maker_reason_and_entry(world):
    ctx = world.person()
    assert rule_services.read_sla(ctx).head.version == 0
    body = sla_body(approach_percent=50, calendar=WORKING)
    done = rule_services.change(ctx, "sla", body, version=0, reason="Contract 12")
    assert (done.version, bool(done.run_href)) == (1, True)
    page = rule_services.read_sla(ctx)
    assert (page.head.version, page.head.reason, page.head.may_change) == (1, "Contract 12", True)
    assert (page.hours, page.zone, page.approach_percent, page.week[0].spans[1].end) == (
        "working", "Europe/Berlin", 50, "17:00",
    )  # fmt: skip
    (version,) = rule_services.history(ctx, "sla").versions
    told = {one.path: (one.before, one.after) for one in version.changes}
    assert told["approach_percent"] == ("75", "50")
    assert told["calendar.hours"] == ("always", "working")
    assert version.made_by == page.head.made_by != ""
    (entry,) = world.all("select * from audit_entry where action = 'governance.changed'")
    assert entry["reason"] == "Contract 12"
    assert json.loads(entry["before"])["approach_percent"] == "75"


@pytest.mark.proves("SLA-011", negative=True)
def test_a_change_over_another_one_is_refused_and_the_page_keeps_the_newer(world):
    ctx = world.person()
    rule_services.change(ctx, "sla", sla_body(flap_hours=1), version=0, reason="first")
    with pytest.raises(ConflictError) as refused:
        rule_services.change(ctx, "sla", sla_body(flap_hours=2), version=0, reason="second")
    assert refused.value.message_key == "error-rules-changed"
    assert rule_services.read_sla(ctx).flap_hours == 1


@pytest.mark.proves("SLA-011", negative=True)
@pytest.mark.parametrize(
    ("kind", "body", "field", "key"),
    [
        ("sla", sla_body(targets={}), "body", "error-field-required"),
        ("sla", sla_body(approach_percent=100), "approach_percent", "error-field-invalid"),
        ("sla", sla_body(calendar=WORKING | {"zone": "Europe/Nowhere"}), "calendar.zone", "error-field-invalid"),
        ("sla", sla_body(calendar=WORKING | {"zone": "../etc/passwd"}), "calendar.zone", "error-field-invalid"),
        ("sla", sla_body(calendar=WORKING | {"holidays": ["2026-02-30"]}), "calendar.holidays.0", "error-field-date"),
        ("sla", sla_body(calendar=WORKING | {"week": [[]] * 7}), "calendar", "error-field-working-hours"),
        ("sla", sla_body(calendar=WORKING | {"week": [[["12:00", "08:00"]], *[[]] * 6]}), "calendar.week.0",
         "error-field-spans"),
        ("sla", sla_body(calendar=WORKING | {"week": [[["08:00", "25:00"]], *[[]] * 6]}), "calendar.week.0.0.1",
         "error-field-invalid"),
        ("sla", sla_body(calendar=WORKING | {"week": [[], [["08:00", "12:00"], ["11:00", "13:00"]], *[[]] * 5]}),
         "calendar.week.1", "error-field-spans"),
        ("sla", sla_body(extra=1), "extra", "error-field-invalid"),
        ("severity", severity_body({"severity": "awful"}), "rules.0.severity", "error-field-invalid"),
        ("severity", severity_body({"severity": "low", "kind": "odd"}), "rules.0.kind", "error-field-invalid"),
        ("severity", severity_body({"severity": "low", "family": "odd"}), "rules.0.family", "error-field-invalid"),
        ("exception", {"longest_days": {"critical": 0}}, "longest_days.critical", "error-field-invalid"),
        ("other", {}, "kind", "error-field-invalid"),
        ("severity", severity_body(), "body", "error-field-unchanged"),
    ],
)  # fmt: skip
def test_rules_that_make_no_sense_are_refused_by_field(shared, kind, body, field, key):
    with pytest.raises(InvalidInputError) as refused:
        rule_services.change(shared.person(), kind, body, version=0, reason="why")
    assert refused.value.fields == {field: key}


@pytest.mark.proves("SLA-011", negative=True)
def test_nobody_changes_rules_without_a_reason_the_right_or_the_whole_workspace(world):
    with pytest.raises(InvalidInputError):
        rule_services.change(world.person(), "sla", sla_body(flap_hours=1), version=0, reason=" ")
    with pytest.raises(ForbiddenError):
        rule_services.change(world.person("northwind-operator"), "sla", sla_body(flap_hours=1), version=0, reason="x")
    controls.stop(world.person("northwind-owner"), APPLY_RULES, "maintenance")
    with pytest.raises(BlockedError):
        rule_services.change(world.person(), "sla", sla_body(flap_hours=1), version=0, reason="x")
    assert world.all("select 1 from governance_policy") == []


@pytest.mark.proves("SLA-012")
def test_other_service_levels_give_open_findings_other_dates_and_leave_closed_ones(world):
    for key in ("open", "closed", "accepted"):
        world.opened(key)
    asking = Asking(world)
    asking.accepted(world.row("accepted"))
    with freeze(now() + HOUR):
        world.read(observation("open"), observation("accepted"), at=now())
    before = world.row("closed")
    assert before["sla_state"] == "met"
    hours = {tier: {"critical": 1, "high": 2, "medium": 3, "low": 4} for tier in ("gold", "silver", "bronze")}
    rule_services.change(world.person(), "sla", sla_body(targets=hours), version=0, reason="Contract 13")
    apply(world)
    opened = world.events(world.row("open"))[0]["at"]
    assert world.row("open")["due_at"] == opened + 3 * HOUR  # by the rules it is medium
    assert (world.row("closed")["due_at"], world.row("closed")["sla_version"]) == (before["due_at"], 0)
    assert (world.row("accepted")["sla_state"], world.row("accepted")["sla_version"]) == ("paused", 1)
    with world.scope() as scope:
        assert clocks.recompute(scope).different == ()


@pytest.mark.proves("SLA-013")
def test_other_severity_rules_rank_open_findings_anew_with_an_event_each(world):
    family = "conditional_access"
    world.read(
        observation("a", family=family, severity="critical", detail={"paths": ["state"]}),
        observation("b", family=family, severity="high", detail={"paths": ["displayName"]}),
        observation("c", family=family, severity="low", detail={"severity": "low"}),
    )
    rule = {"severity": "medium", "kind": "different", "family": family, "path": "state"}
    rule_services.change(world.person(), "severity", severity_body(rule), version=0, reason="Less noise")
    apply(world)
    assert {key: world.row(key)["severity"] for key in "abc"} == {"a": "medium", "b": "high", "c": "low"}
    events = world.events(world.row("a"))
    assert [one["name"] for one in events] == ["finding.opened", "finding.reranked"]
    assert world.row("a")["due_at"] == events[0]["at"] + 14 * 24 * HOUR
    assert len(world.events(world.row("b"))) == 1
    sums = world.all("select critical, high, medium, low from tenant_governance where tenant_id = %s",
                     world.tenants[0][0])[0]  # fmt: skip
    assert sums == {"critical": 0, "high": 1, "medium": 1, "low": 1}


@pytest.mark.proves("SLA-013")
def test_a_severity_that_rises_above_what_was_accepted_ends_the_acceptance(world):
    world.opened("a", family="conditional_access", detail={"paths": ["displayName"]})
    Asking(world).accepted(world.row("a"))
    rule = {"severity": "critical", "kind": "", "family": "conditional_access", "path": ""}
    rule_services.change(world.person(), "severity", severity_body(rule), version=0, reason="Stricter")
    apply(world)
    assert (world.row("a")["status"], world.row("a")["severity"]) == ("reopened", "critical")
    assert world.one("select end_code from finding_exception") == "severity"


@pytest.mark.proves("SLA-012")
def test_another_tier_gives_a_tenants_findings_other_dates(world):
    world.opened()
    other = world.read(observation(), tenant=1)
    assert other.opened == 1
    ctx = world.person()
    done = tiers.change_tier(ctx, seal(ctx, "tenant", world.tenants[0][1]), "gold", reason="Contract 14")
    assert done.run_href
    apply(world)
    opened = world.events(world.row())[0]["at"]
    assert (world.row()["sla_tier"], world.row()["due_at"]) == ("gold", opened + 7 * 24 * HOUR)
    assert world.one("select sla_tier from finding where tenant_id = %s", world.tenants[1][0]) == "silver"
    (entry,) = world.all("select * from audit_entry where action = 'tenant.changed'")
    assert entry["reason"] == "Contract 14"
    assert tiers.change_tier(ctx, seal(ctx, "tenant", world.tenants[0][1]), "gold").run_href == ""
    with pytest.raises(InvalidInputError):
        tiers.change_tier(ctx, seal(ctx, "tenant", world.tenants[0][1]), "platinum")
    operator = world.person("northwind-operator")
    with pytest.raises(ForbiddenError):
        tiers.change_tier(operator, seal(operator, "tenant", world.tenants[0][1]), "bronze")


@pytest.mark.proves("SLA-011")
def test_the_product_says_what_holds_before_anybody_changed_anything(shared):
    ctx = shared.person("northwind-read-only")
    page, exceptions = rule_services.read_severity(ctx), rule_services.read_exceptions(ctx)
    assert (page.rules, page.head.may_change) == ((), False)
    assert page.own[-1].severity == "medium"
    assert {row.severity: row.days for row in exceptions.longest}["critical"] == 30
    with shared.scope() as scope:
        assert rules.load(scope, "exception").body == DEFAULTS["exception"]


def test_rules_that_nobody_changed_have_no_history(world):
    for kind in ("sla", "severity", "exception"):
        assert rule_services.history(world.person(), kind).versions == ()


def _quietly_ruled(world: FindingsWorld) -> None:
    with world.scope() as scope:
        scope.add(GovernancePolicy(workspace_id=scope.workspace_id, kind="sla", version=1, body="{}"))


def _quietly_tiered(world: FindingsWorld) -> None:
    with world.scope() as scope:
        row = scope.get(Tenant, world.tenants[0][1])
        row.tier = "gold"
        scope.session.add(row)


@pytest.mark.proves("SLA-011", negative=True)
@pytest.mark.parametrize("quietly", [_quietly_ruled, _quietly_tiered])
def test_the_database_takes_no_rules_and_no_tier_without_an_entry(shared, quietly):
    with pytest.raises(IntegrityError, match="without an audit entry"):
        quietly(shared)
