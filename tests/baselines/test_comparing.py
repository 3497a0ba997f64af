"""Compares as runs: what people decide, rules, variables, priorities, what follows a sync, what ends meanwhile."""

from __future__ import annotations

import pytest

from tenantpilot.access.handles import seal
from tenantpilot.baselines import compare_reading, deciding, draft_rules, fleet_reading, result_reading, variables
from tenantpilot.baselines.compare_reading import ResultFilters
from tenantpilot.baselines.drafts import PART
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.operations import dispatch, execution
from tenantpilot.operations.names import COMPARE_BASELINES
from tests.baselines.compare_world import CompareWorld
from tests.baselines.seeding import CATALOGUE, CUSTOMER, REFERENCE, Editor, mapping, stocked

FAMILIES = ("settings_catalog",)


@pytest.fixture
def world(world: CompareWorld) -> CompareWorld:
    """Both tenants with three policies that say the same under other names."""
    world.bring(stocked(REFERENCE, range(3)), stocked(CUSTOMER, range(3)))
    for name, value in mapping().items():
        world.map(world.customer_ref, name, value)
    return world


def _edit(world: CompareWorld) -> Editor:
    return Editor(CUSTOMER, world.customer.data.collections)


def _again(world: CompareWorld) -> None:
    """Read the customer once more and compare."""
    for one in world.customer.data.collections[CATALOGUE].values():
        one["settingCount"] = len(one["settings"])
    world.customer.restart()
    world.read_all(world.customer_ref, families=list(FAMILIES))
    world.compare(world.customer_ref)


@pytest.mark.proves("BAS-106", "BAS-109")
def test_people_decide_what_is_merely_alike(world: CompareWorld) -> None:
    """Proposed, not compared; confirmed, compared under its own name; refused, never proposed again."""
    ref, manager = world.customer_ref, world.manager
    _edit(world).valued(0)
    world.hold("Alike", ref, families=FAMILIES, exhaustive=True)
    _again(world)
    part = REFERENCE.ident(0)
    assert (world.results(ref)[part]["result"], world.results(ref)[part]["reason_code"]) == (
        "not_comparable", "match_unconfirmed"
    )  # fmt: skip
    assert world.findings(ref) == []  # nobody knows whether the policy is expected either

    shown = world.comparison(ref)["public_id"]
    [proposed] = compare_reading.proposals(manager, shown)
    assert (proposed.score, proposed.settings, proposed.basis) == (1000, 8, "likeness")
    with pytest.raises(ForbiddenError):
        deciding.confirm(world.person("northwind-operator"), seal(world.person("northwind-operator"), "match",
                                                                   proposed.match_ref))  # fmt: skip
    deciding.confirm(manager, proposed.handle)
    [run] = world.do_waiting()
    assert (run["outcome"], run["origin"]) == ("succeeded", "person")
    found = world.results(ref)[part]
    assert (found["result"], found["basis"], found["fidelity"], found["differences"]) == (
        "different", "likeness", "settings", 1
    )  # fmt: skip
    assert [one["kind"] for one in world.findings(ref)] == ["different"]
    assert "match.confirmed" in world.log(found["part_ref"])

    handle = result_reading.result(manager, found["public_id"]).match.handle
    deciding.reject(manager, handle, "it is another one")
    world.do_waiting()
    found = world.results(ref)[part]
    assert (found["result"], found["detail"].get("proposals")) == ("missing", None)
    assert compare_reading.proposals(manager, world.comparison(ref)["public_id"]) == ()


@pytest.mark.proves("BAS-106", negative=True)
def test_pointing_needs_a_reason_and_a_policy_that_is_free(world: CompareWorld) -> None:
    ref, manager = world.customer_ref, world.manager
    world.hold("Pointed", ref, families=FAMILIES)
    world.compare(ref)
    rows = world.results(ref)
    first, second = rows[REFERENCE.ident(0)], rows[REFERENCE.ident(1)]
    result = seal(manager, compare_reading.RESULT, first["public_id"])
    chosen = {one.policy_ref: one for one in compare_reading.candidates(manager, first["public_id"])}
    taken = next(one for one in chosen.values() if one.stands_for == second["name"])
    with pytest.raises(InvalidInputError):
        deciding.point(manager, result, taken.handle, "")
    with pytest.raises(ConflictError) as told:
        deciding.point(manager, result, taken.handle, "I say so")
    assert told.value.message_key == "error-match-taken"
    with pytest.raises(NotFoundError):
        deciding.point(manager, result, "forged", "I say so")
    assert world.results(ref)[REFERENCE.ident(0)]["basis"] == "settings"


@pytest.mark.proves("BAS-106", negative=True)
def test_what_was_refused_is_not_matched_by_its_settings_again(world: CompareWorld) -> None:
    ref, manager, part = world.customer_ref, world.manager, REFERENCE.ident(0)
    world.hold("Refused", ref, families=FAMILIES)
    world.compare(ref)
    found = world.results(ref)[part]
    assert (found["result"], found["basis"]) == ("match", "settings")
    deciding.reject(manager, result_reading.result(manager, found["public_id"]).match.handle, "only alike by chance")
    world.do_waiting()
    found = world.results(ref)[part]  # what it sets is set all the same, by a policy that is another one
    assert (found["result"], found["policy_id"]) == ("covered", None)


@pytest.mark.proves("BAS-105", negative=True)
def test_contents_made_by_other_rules_are_not_held_against_each_other(world: CompareWorld) -> None:
    ref, part = world.customer_ref, REFERENCE.ident(0)
    world.hold("Renewed", ref, families=FAMILIES)
    world.compare(ref)
    policy = world.results(ref)[part]["policy_id"]
    world.do("update policy set rules_version = rules_version - 1 where id = %s", policy)
    world.compare(ref)
    told = {row["part_id"]: (row["result"], row["reason_code"]) for row in world.results(ref).values()}
    assert told.pop(part) == ("not_comparable", "rules_changed")
    assert set(told.values()) == {("match", "")}
    assert world.findings(ref) == []


@pytest.mark.proves("BAS-105", negative=True)
def test_a_part_may_be_among_contents_made_by_other_rules(world: CompareWorld) -> None:
    ref, part = world.customer_ref, REFERENCE.ident(0)
    world.hold("Older", ref, families=FAMILIES)
    world.do("update policy set rules_version = rules_version - 1 where provider_id = %s", CUSTOMER.ident(0))
    world.compare(ref)
    assert world.results(ref)[part]["result"] == "not_comparable"
    assert world.findings(ref) == []


@pytest.mark.proves("BAS-106", negative=True)
def test_of_two_policies_with_the_same_settings_none_is_taken(world: CompareWorld) -> None:
    ref, part = world.customer_ref, REFERENCE.ident(0)
    twin = stocked(CUSTOMER, range(4))[CATALOGUE][CUSTOMER.ident(3)]
    own = world.customer.data.collections[CATALOGUE]
    own[twin["id"]] = twin | {"settings": own[CUSTOMER.ident(0)]["settings"]}
    world.hold("Twins", ref, families=FAMILIES)
    _again(world)
    assert world.results(ref)[part]["result"] != "match"


@pytest.mark.proves("BAS-107")
def test_another_name_later_is_a_difference(world: CompareWorld) -> None:
    ref = world.customer_ref
    world.hold("Named", ref, families=FAMILIES)
    world.compare(ref)
    assert {row["result"] for row in world.results(ref).values()} == {"match"}
    _edit(world).renamed(1)
    _again(world)
    found = world.results(ref)[REFERENCE.ident(1)]
    assert (found["result"], found["detail"]["paths"]) == ("different", [["changed", "name"]])
    assert found["detail"]["accepted_name"] == "Customer 001"


@pytest.mark.proves("BAS-107")
def test_rules_leave_out_and_variables_fill_in(world: CompareWorld) -> None:
    ref, manager = world.customer_ref, world.manager
    draft = world.create("Filled")
    draft.capture(families=FAMILIES)
    part = seal(manager, PART, draft.parts()[REFERENCE.ident(0)]["part_ref"])
    where = "settings[device_vendor_msft_policy_config_area0_third].settingInstance.simpleSettingValue.value"
    variables.add_variable(manager, *draft.now, part, where, "third")
    draft_rules.add_rule(manager, *draft.now, "settings_catalog", "**[device_vendor_msft_policy_config_area1_child].**")
    draft.publish(to_first_ring=True)
    world.assign(draft, ref)
    world.compare(ref)
    assert {row["result"] for row in world.results(ref).values()} == {"match"}

    editor = _edit(world)
    editor.nested(1)
    editor.instance(0, 3)["simpleSettingValue"]["value"] = 77
    _again(world)
    found = world.results(ref)
    assert found[REFERENCE.ident(1)]["result"] == "match"
    assert found[REFERENCE.ident(0)]["result"] == "different"
    world.set_value(ref, "third", "77")
    _again(world)  # what was found goes with the next reading
    assert {row["result"] for row in world.results(ref).values()} == {"match"}
    assert world.findings(ref) == []


@pytest.mark.proves("BAS-110")
def test_equal_priorities_contradict_and_the_smaller_one_wins(world: CompareWorld) -> None:
    ref = world.reference_ref
    first = world.hold("First", ref, families=FAMILIES, priority=50)
    Editor(REFERENCE, world.reference.data.collections).valued(0)
    world.reference.restart()
    world.read_all(ref, families=list(FAMILIES))
    second = world.hold("Second", ref, families=FAMILIES, priority=50)
    world.compare(ref)
    part = REFERENCE.ident(0)
    for one in (first, second):
        found = world.results(ref, one.ref)[part]
        assert (found["result"], found["reason_code"]) == ("conflict", "equal_priority")
    assert sorted(one["kind"] for one in world.findings(ref)) == ["conflict", "conflict"]
    shown = result_reading.result(world.manager, world.results(ref, first.ref)[part]["public_id"])
    assert [one.baseline_name for one in shown.demands] == ["Second"]

    world.change_priority(second, 10)
    world.read_all(ref, families=list(FAMILIES))
    world.compare(ref)
    assert world.results(ref, second.ref)[part]["result"] == "match"
    found = world.results(ref, first.ref)[part]
    assert (found["result"], found["reason_code"]) == ("match", "overruled")
    assert world.findings(ref) == []


@pytest.mark.proves("BAS-111")
def test_a_sync_is_followed_by_a_compare_where_a_baseline_holds(world: CompareWorld) -> None:
    waiting = "select count(*) from operation_run where kind = 'baseline.compare' and status <> 'completed'"
    world.read_all(world.customer_ref, families=list(FAMILIES))
    assert world.one(waiting) == 0
    world.hold("Followed", world.customer_ref, families=FAMILIES)
    world.read_all(world.customer_ref, families=list(FAMILIES))
    [run] = world.do_waiting()
    assert (run["origin"], run["outcome"], run["initiator_id"]) == ("system", "succeeded", None)
    assert world.comparison(world.customer_ref)["matching"] == 3
    world.read_all(world.reference_ref, families=list(FAMILIES))
    assert world.one(waiting) == 0


@pytest.mark.proves("BAS-112")
def test_what_did_not_change_is_not_written_again(world: CompareWorld) -> None:
    ref = world.customer_ref
    world.hold("Same", ref, families=FAMILIES)
    _edit(world).valued(0)
    world.compare(ref)
    _edit(world).deleted(0)
    _again(world)
    first, rows = world.comparison(ref), world.results(ref)
    assert [one["kind"] for one in world.findings(ref)] == ["missing"]
    world.read_all(ref, families=list(FAMILIES))
    run = world.compare(ref)
    again = world.comparison(ref)
    assert (again["id"], again["run_id"]) == (first["id"], run["id"])
    assert again["compared_at"] > first["compared_at"]
    assert again["oldest_at"] > first["oldest_at"]
    assert {one["id"] for one in world.results(ref).values()} == {one["id"] for one in rows.values()}
    sums = world.all(
        "select g.* from tenant_governance g join tenant t on t.id = g.tenant_id where t.public_id = %s", ref
    )
    assert [(one["matching"], one["missing"], one["different"]) for one in sums] == [(2, 1, 0)]


@pytest.mark.proves("BAS-113")
def test_a_baseline_that_is_deleted_meanwhile_ends_the_run_quietly(world: CompareWorld) -> None:
    ref = world.customer_ref
    _edit(world).deleted(0)
    held = world.hold("Going", ref, world.reference_ref, families=FAMILIES)
    _again(world)
    assert len(world.findings(ref)) == 1
    sums = "select sum(missing) + sum(matching) + sum(different) from tenant_governance"
    assert world.one(sums) == 3
    started = dispatch.start(world.person(), COMPARE_BASELINES, {"baseline": held.ref})
    row = world.run(started.run_ref)
    claimed = execution.claim(row["workspace_id"], row["id"])
    world.drop(held)
    execution.work(claimed)
    run = world.run(started.run_ref)
    assert (run["outcome"], run["skipped"]) == ("succeeded", 1)
    assert [one["reason_code"] for one in world.items(run).values()] == ["baseline_deleted"]
    assert world.findings(ref) == []
    assert {one["outcome"] for one in world.findings(ref, is_open=False)} == {"no_longer_applicable"}
    assert world.one(sums) == 0


@pytest.mark.proves("BAS-114")
def test_the_fleet_is_a_sheet_of_tenants_and_parts(world: CompareWorld) -> None:
    held = world.hold("Fleet", world.reference_ref, world.customer_ref, families=FAMILIES, exhaustive=True)
    manager = world.manager
    assert fleet_reading.fleet(manager, held.ref).never == 2
    _edit(world).deleted(2)
    _again(world)
    world.compare(baseline=held.ref)
    sheet = fleet_reading.fleet(manager, held.ref)
    assert (sheet.tenants, sheet.never, sheet.incomplete) == (2, 0, 0)
    assert {one.name: one.deviating for one in sheet.parts} == {"Reference 000": 0, "Reference 001": 0,
                                                                 "Reference 002": 1}  # fmt: skip
    both = fleet_reading.fleet_window(manager, held.ref, 0, 40)
    assert sorted(row.cells for row in both.rows) == ["mmm", "mmx"]
    piece = fleet_reading.fleet_window(manager, held.ref, 1, 1, 2, 1)
    assert [(row.at, len(row.cells)) for row in piece.rows] == [(1, 1)]
    with pytest.raises(InvalidInputError):
        fleet_reading.fleet_window(manager, held.ref, -1)
    shown = world.comparison(world.customer_ref)["public_id"]
    page = compare_reading.results(manager, shown, ResultFilters(result="missing"))
    assert [(row.name, row.finding_status) for row in page.rows] == [("Reference 002", "new")]
    detail = compare_reading.comparison(manager, shown)
    assert {one.result: one.results for one in detail.counts if one.results} == {"match": 2, "missing": 1}
    assert {one.by_settings for one in detail.counts if one.result == "match"} == {2}
    with pytest.raises(InvalidInputError):
        compare_reading.results(manager, shown, ResultFilters(result="none such"))
