"""What a sync may conclude: what is new, changed, renamed, gone, back, by whom; and what it must leave alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tenantpilot.inventory import coverage, ingest, normalise, plan, policies, prepared, renewal, source
from tenantpilot.kernel.clock import now
from tests.inventory.test_faults import HASTY, Unlimited, counted
from tests.inventory.world import SyncWorld, empty_tenant

COLLECTION, FAMILY = "deviceCompliancePolicies", "device_compliance"
OTHER_COLLECTION, OTHER = "namedLocations", "named_locations"
BOTH = [FAMILY, OTHER]
GROUP, GONE = "a1111111-2222-4333-8444-555555555550", "b1111111-2222-4333-8444-555555555550"


def key(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def policy(number: int, **more: Any) -> dict[str, Any]:
    return {
        "@odata.type": "#microsoft.graph.windows10CompliancePolicy", "id": key(number),
        "displayName": f"Policy {number}", "description": "", "passwordRequired": True, "roleScopeTagIds": ["0"],
        "assignments": [], "scheduledActionsForRule": [], **more,
    }  # fmt: skip


def location(number: int) -> dict[str, Any]:
    return {"@odata.type": "#microsoft.graph.countryNamedLocation", "id": key(number), "displayName": f"Place {number}",
            "countriesAndRegions": ["CH"], "includeUnknownCountriesAndRegions": False}  # fmt: skip


def assigned(*groups: str) -> list[dict[str, Any]]:
    return [{"id": f"x_{group}", "source": "direct", "target": {
        "@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": group}} for group in groups]  # fmt: skip


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    monkeypatch.setattr(source, "governor", Unlimited)
    monkeypatch.setattr(source, "TOOLS", HASTY)


@pytest.fixture
def tenant(world: SyncWorld):
    made = empty_tenant()
    for number in range(1, 6):
        made.put(COLLECTION, policy(number, assignments=assigned(GROUP, GONE) if number == 1 else []))
    made.put(OTHER_COLLECTION, location(9))
    made.put("groups", {"id": GROUP, "displayName": "Everybody"})
    return world.serve(made)


def sync(world: SyncWorld, **arguments: Any) -> dict[str, Any]:
    return world.sync(**({"families": BOTH} | arguments))


@pytest.mark.proves("INV-104")
def test_a_policy_that_a_complete_reading_does_not_show_is_a_ghost_until_it_is_back(world, tenant):
    sync(world)
    body = tenant.store.objects[COLLECTION][key(1)]
    tenant.store.remove(COLLECTION, key(1), at_once=True)
    run = sync(world)
    gone = world.policies()[key(1)]
    assert (gone["is_ghost"], gone["version"]) == (True, 1)
    assert gone["deleted_at"] == world.coverage()[FAMILY]["complete_at"]
    entry = next(one["after"] for one in world.audit(run) if one["action"] == "inventory.synced")
    assert (entry["deleted"], entry["policies_deleted"]) == (1, [gone["public_id"]])
    assert world.inventory()["ghosts"] == 1
    for mode in ("full", "incremental"):
        sync(world, mode=mode)
        assert world.policies()[key(1)]["deleted_at"] == gone["deleted_at"]
    tenant.store.put(COLLECTION, body, at_once=True)
    run = sync(world)
    back = world.policies()[key(1)]
    assert (back["public_id"], back["version"]) == (gone["public_id"], 1)
    assert (back["is_ghost"], back["deleted_at"]) == (False, None)
    entry = next(one["after"] for one in world.audit(run) if one["action"] == "inventory.synced")
    assert (entry["restored"], entry["policies_restored"]) == (1, [gone["public_id"]])
    history = policies.policy_history(world.person(), back["public_id"])
    assert [row.kind for row in history.rows] == ["restored", "deleted", "version"]
    changes = coverage.tenant_changes(world.person(), world.tenant_ref)
    assert [row.kind for row in changes.rows] == ["restored", "deleted"]
    assert {name: world.inventory()[name] for name in counted(world)} == counted(world)


@pytest.mark.proves("INV-104", negative=True)
@pytest.mark.parametrize("fault", ["forbidden", "cut", "lost_page", "throttled_silently"])
def test_a_reading_that_is_not_complete_says_of_nothing_that_it_is_gone(world, tenant, fault):
    sync(world)
    tenant.store.remove(COLLECTION, key(1), at_once=True)
    world.graph.faults.add(fault, collection=COLLECTION)
    run = sync(world)
    assert run["outcome"] == "partially_succeeded"
    assert {row["is_ghost"] for row in world.policies().values()} == {False}
    assert world.items(run)[OTHER]["status"] == "done"


@pytest.mark.proves("INV-105")
def test_a_retry_reads_only_what_failed(world, tenant):
    world.graph.faults.add("status", collection=COLLECTION)
    first = sync(world)
    assert {name: item["status"] for name, item in world.items(first).items()} == {
        FAMILY: "failed", OTHER: "done", "log": "done", **({"names": "done"} if "names" in world.items(first) else {})
    }  # fmt: skip
    assert world.items(first)[FAMILY]["detail"]
    world.graph.faults.clear()
    mark = world.graph.log.mark()
    second = world.retry(first)
    assert second["outcome"] == "succeeded"
    asked = " ".join(entry.path for entry in world.graph.log.after(mark))
    assert COLLECTION in asked
    assert OTHER_COLLECTION not in asked
    assert len(world.policies(FAMILY)) == 5


@pytest.mark.proves("INV-106")
def test_one_family_and_one_policy_are_read_alone(world, tenant):
    sync(world)
    mark = world.graph.log.mark()
    sync(world, families=[OTHER])
    assert COLLECTION not in " ".join(entry.path for entry in world.graph.log.after(mark))
    row = world.policies()[key(2)]
    mark = world.graph.log.mark()
    tenant.store.put(COLLECTION, policy(2, passwordRequired=False), at_once=True)
    run = world.sync(policy=row["public_id"])
    assert run["outcome"] == "succeeded"
    assert OTHER_COLLECTION not in " ".join(entry.path for entry in world.graph.log.after(mark))
    assert [one["version"] for _, one in sorted(world.policies(FAMILY).items())] == [1, 2, 1, 1, 1]


@pytest.mark.proves("INV-106", negative=True)
def test_families_and_policies_that_are_not_are_refused(world, tenant):
    from tenantpilot.kernel.errors import InvalidInputError

    for wrong in ({"families": ["nothing"]}, {"policy": "nothing"}, {"mode": "some"}, {"families": "all"}):
        with pytest.raises(InvalidInputError):
            world.start(**wrong)
    absent = world.sync(policy="pol_" + "a" * 20)
    assert (absent["outcome"], absent["reason_code"]) == ("failed", "target_missing")


@pytest.mark.proves("INV-102")
def test_a_rename_an_edit_and_an_assignment_are_versions_of_the_same_policy(world, tenant):
    sync(world)
    tenant.store.put(COLLECTION, policy(2, displayName="Policy 1"), at_once=True)  # called like another one
    tenant.store.put(COLLECTION, policy(3, passwordRequired=False), at_once=True)
    tenant.store.put(COLLECTION, policy(4, assignments=assigned(GROUP)), at_once=True)
    tenant.store.put(COLLECTION, policy(5, version=7, lastModifiedDateTime="2026-01-01T00:00:00Z"), at_once=True)
    sync(world, mode="full")
    rows = world.policies(FAMILY)
    assert [rows[key(n)]["version"] for n in range(1, 6)] == [1, 2, 2, 2, 1]
    assert [world.versions(key(n))[-1]["change"] for n in (2, 3, 4)] == ["content", "content", "assignments"]
    assert rows[key(2)]["name"] == "Policy 1"
    assert (rows[key(4)]["assigned"], rows[key(4)]["assignment_count"]) == ("assigned", 1)
    for number in (2, 3, 4):
        first, second = world.versions(key(number))
        assert second["seen_before_at"] is not None
        assert first["seen_before_at"] is None
        assert second["seen_before_at"] < second["observed_at"]


@pytest.mark.proves("INV-111", negative=True)
def test_a_policy_that_cannot_be_read_fails_alone_and_keeps_what_is_known(world, tenant):
    deep: dict[str, Any] = {}
    for _ in range(150):
        deep = {"inside": deep}
    sync(world)
    tenant.store.put(COLLECTION, policy(3, extra=deep), at_once=True)
    tenant.store.put(COLLECTION, policy(4, passwordRequired=False), at_once=True)
    tenant.store.remove(COLLECTION, key(5), at_once=True)
    run = sync(world, mode="full")
    item = world.items(run)[FAMILY]
    assert (item["status"], item["reason_code"]) == ("failed", "family_partial")
    assert "policy_unreadable" in item["detail"]
    assert key(3) in item["detail"]
    assert world.coverage()[FAMILY]["request_ids"]
    rows = world.policies(FAMILY)
    assert [rows[key(n)]["version"] for n in range(1, 6)] == [1, 1, 1, 2, 1]
    assert not rows[key(5)]["is_ghost"]


@pytest.mark.proves("INV-111")
def test_odd_names_sizes_and_types_are_read_as_they_are(world, tenant):
    names = ["", "Same", "Same", "ﻗﺎﻋﺪﺓ الامتثال", "\u202ereversed", "😀 " * 50, "x" * 3000, "a\u0000b"]
    for at, name in enumerate(names):
        tenant.store.put(COLLECTION, policy(20 + at, displayName=name, description={"not": ["text", 7]}), at_once=True)
    large = policy(40, displayName=["not", "a", "name"], blob="y" * 2_000_000, n=2**70)
    tenant.store.put(COLLECTION, large, at_once=True)
    run = sync(world)
    assert run["outcome"] == "succeeded"
    rows = world.policies(FAMILY)
    assert len(rows) == 5 + len(names) + 1
    assert [rows[key(21)]["name"], rows[key(22)]["name"]] == ["Same", "Same"]
    assert rows[key(23)]["name"] == names[3]
    page = policies.policy_raw(world.person(), rows[key(40)]["public_id"])
    assert page.size > 2_000_000
    assert len(page.text) == 20_000
    before = world.state()
    sync(world, mode="full")
    assert world.state() == before


@pytest.mark.proves("INV-109", negative=True)
def test_an_older_reading_that_arrives_later_changes_nothing(world, tenant, monkeypatch):
    sync(world)
    late = world.start(families=[FAMILY], mode="full")
    original, held = source.chunks, []

    def after_somebody_else(reading, *given):
        if not held:
            held.append(True)
            tenant.store.put(COLLECTION, policy(2, passwordRequired=False), at_once=True)
            tenant.store.put(COLLECTION, policy(6), at_once=True)
            world.sync(families=BOTH)
        yield from original(reading, *given)

    monkeypatch.setattr(source, "chunks", after_somebody_else)
    assert world.work(late)["outcome"] == "succeeded"
    rows = world.policies(FAMILY)
    assert rows[key(2)]["version"] == 2
    assert not rows[key(6)]["is_ghost"]
    assert [one["number"] for one in world.versions(key(2))] == [1, 2]


@pytest.mark.proves("INV-110", negative=True)
def test_other_rules_make_no_version(world, tenant, monkeypatch):
    sync(world)
    before = world.state()
    content = {row["provider_id"]: row["content_digest"] for row in before}
    real = normalise.normalise

    def newer(body, contract, veil, **more):
        """Rules under which passwordRequired is noise."""
        from dataclasses import replace

        made = real({k: v for k, v in body.items() if k != "passwordRequired"}, contract, veil, **more)
        return replace(made, rules_version=99)

    for module in (prepared, renewal):
        monkeypatch.setattr(module, "normalise", newer)
    for module in (renewal, plan):
        monkeypatch.setattr(module, "RULES_VERSION", 99)
    tenant.store.put(COLLECTION, policy(3, passwordRequired=False, osMinimumVersion="10"), at_once=True)
    assert sync(world)["outcome"] == "succeeded"
    rows = world.policies(FAMILY)
    assert [rows[key(n)]["version"] for n in range(1, 6)] == [1, 1, 2, 1, 1]
    assert {row["rules_version"] for row in rows.values()} == {99}
    assert rows[key(1)]["content_digest"] != content[key(1)]
    left = ("select count(*) from policy_version v join policy p on p.id = v.policy_id and p.version = v.number"
            " where p.family = %s and v.rules_version <> 99")  # fmt: skip
    assert world.one(left, FAMILY) == 0


@pytest.mark.proves("INV-113")
def test_names_are_resolved_missing_or_unknown_and_ids_stay(world, tenant):
    sync(world)
    found = {row["provider_id"]: row for row in world.all("select * from directory_name")}
    assert (found[GROUP]["name"], found[GROUP]["state"]) == ("Everybody", "resolved")
    assert (found[GONE]["name"], found[GONE]["state"]) == ("", "missing")
    shown = policies.policy_assignments(world.person(), world.policies()[key(1)]["public_id"])
    assert {(row.provider_id, row.name, row.name_state) for row in shown.rows} == {
        (GROUP, "Everybody", "resolved"), (GONE, "", "missing"),
    }  # fmt: skip
    other = "c1111111-2222-4333-8444-555555555550"
    tenant.store.put(COLLECTION, policy(4, assignments=assigned(other)), at_once=True)
    for collection in ("groups", "directoryObjects", ""):
        world.graph.faults.add("forbidden", path="(groups|directoryObjects|getByIds)", collection=collection)
    run = sync(world)
    assert world.items(run)["names"]["status"] == "skipped"
    shown = policies.policy_assignments(world.person(), world.policies()[key(4)]["public_id"])
    assert [(row.provider_id, row.name_state) for row in shown.rows] == [(other, "unknown")]


@pytest.mark.proves("INV-113")
def test_the_author_of_a_change_is_who_the_tenants_log_names(world, tenant):
    sync(world)
    at = now()
    tenant.store.put(COLLECTION, policy(2, passwordRequired=False), at_once=True)
    tenant.store.note("auditEvents", {
        "id": "e1", "activityDateTime": at.isoformat().replace("+00:00", "Z"), "activityType": "Patch",
        "activityOperationType": "Patch", "activityResult": "Success", "category": "DeviceConfiguration",
        "actor": {"type": "ItPro", "userPrincipalName": "jana@adventureworks.example", "applicationDisplayName": ""},
        "resources": [{"resourceId": key(2), "displayName": "Policy 2", "modifiedProperties": []}],
    })  # fmt: skip
    sync(world)
    second = world.versions(key(2))[-1]
    assert (second["number"], second["author"]) == (2, "jana@adventureworks.example")
    row = world.policies()[key(2)]
    assert row["changed_by"] == second["author"]
    assert world.versions(key(3))[-1]["author"] == ""


@pytest.mark.proves("INV-112", negative=True)
def test_no_planted_secret_is_in_the_database_or_in_logs(world, tenant, caplog):
    secrets = [f"Hunter2-{number}-Zq8!x" for number in range(3)]
    tenant.store.put("deviceConfigurations", {
        "@odata.type": "#microsoft.graph.windowsWifiEnterpriseEAPConfiguration", "id": key(70), "displayName": "Wi-Fi",
        "preSharedKey": secrets[0], "roleScopeTagIds": ["0"], "assignments": [],
    }, at_once=True)  # fmt: skip
    hiding = policy(71, adminPassword=secrets[1], nested={"clientSecret": secrets[2]})
    tenant.store.put(COLLECTION, hiding, at_once=True)
    with caplog.at_level("DEBUG"):
        run = sync(world, families=[*BOTH, "device_configuration"])
    assert run["failed"] == 0
    dump = []
    for table in world.all("select tablename from pg_tables where schemaname = 'public'"):
        dump += [json.dumps(row, default=str) for row in world.all(f"select * from {table['tablename']}")]
    text = "\n".join([*dump, caplog.text])
    assert "Wi-Fi" in text
    assert "$secret" in text
    assert [one for one in secrets if one in text] == []


def test_chunks_of_a_large_family_are_written_one_by_one(world, tenant, monkeypatch):
    monkeypatch.setattr(prepared, "OBJECTS_PER_CHUNK", 2)
    written = []
    original = ingest.write_chunk
    monkeypatch.setattr("tenantpilot.inventory.runs.ingest.write_chunk",
                        lambda place, chunk: written.append(chunk) or original(place, chunk))  # fmt: skip
    sync(world, families=[FAMILY])
    assert [len(chunk.objects) for chunk in written] == [2, 2, 1]
    assert [chunk.end is not None for chunk in written] == [False, False, True]
    assert len(world.policies(FAMILY)) == 5
