"""What drafts take in, what they leave out of comparisons, and what they leave to each tenant."""

from __future__ import annotations

import pytest

from tenantpilot.access.handles import seal
from tenantpilot.baselines import (
    assigning,
    choices,
    draft_rules,
    effect,
    part_reading,
    parts,
    reading,
    value_reading,
    values,
    variables,
)
from tenantpilot.baselines.drafts import PART, RULE, VARIABLE
from tenantpilot.kernel.errors import NotFoundError
from tests.baselines.stock import FAMILY, GROUP, Stock, compliance, ident, refused


@pytest.mark.proves("BAS-013")
def test_parts_say_how_bad_it_is_and_whether_assignments_count(stock: Stock):
    draft = stock.captured("Set")
    done = parts.set_parts(stock.manager, *draft.now, [draft.part(1), draft.part(2)], severity="critical")
    assert (done.changed, done.revision) == (2, draft.row["revision"])
    parts.set_parts(stock.manager, *draft.now, [draft.part(1)], assignments="ignore", severity="")
    rows = draft.parts()
    assert (rows[ident(1)]["severity"], rows[ident(1)]["assignments"]) == ("", "ignore")
    assert (rows[ident(2)]["severity"], rows[ident(2)]["assignments"]) == ("critical", "compare")
    before = draft.row["revision"]
    assert parts.set_parts(stock.manager, *draft.now, [draft.part(2)], severity="critical").revision == before
    draft_rules.set_exhaustive(stock.manager, *draft.now, FAMILY, is_exhaustive=True)
    [family] = reading.baseline_page(stock.manager, draft.ref).families
    assert (family.family, family.parts, family.is_exhaustive) == (FAMILY, 2, True)
    draft_rules.set_exhaustive(stock.manager, *draft.now, FAMILY, is_exhaustive=False)
    assert not reading.baseline_page(stock.manager, draft.ref).families[0].is_exhaustive


@pytest.mark.proves("BAS-013", negative=True)
def test_what_is_no_choice_is_refused_per_field(stock: Stock):
    draft = stock.captured("Choices")
    manager, part = stock.manager, draft.part(1)
    wrong = {"severity": "error-field-choice", "assignments": "error-field-choice"}
    assert refused(parts.set_parts, manager, *draft.now, [part], severity="worst", assignments="often") == wrong
    assert refused(parts.set_parts, manager, *draft.now, [], severity="low") == {"parts": "error-field-required"}
    assert refused(parts.remove_parts, manager, *draft.now, [seal(manager, PART, "bsp_" + "a" * 17 + f"{n:03}".replace(
        "0", "x").replace("1", "y")) for n in range(501)]) == {"parts": "error-field-too-many"}  # fmt: skip
    family = {"family": "error-field-choice"}
    assert refused(draft_rules.set_exhaustive, manager, *draft.now, "nonsense", is_exhaustive=True) == family
    for handle in (seal(manager, PART, "bsp_" + "a" * 20), "forged", seal(manager, RULE, part)):
        with pytest.raises(NotFoundError):
            parts.remove_parts(manager, *draft.now, [handle])


@pytest.mark.proves("BAS-014")
def test_a_part_says_what_it_expects_and_what_its_source_says_now(changing: Stock):
    stock = changing
    draft = stock.captured("Reader")
    version, part = draft.row["public_id"], draft.parts()[ident(1)]["part_ref"]
    page = part_reading.part_content(stock.manager, version, part)
    assert ("Password minimum length", "12") in {(row.label, row.value) for row in page.rows}
    [target] = page.targets
    assert (target.target, target.is_exclusion) == ("group", False)
    assert (page.part.newer, page.part.change, page.part.source_name) == ("same", "added", "Adventure Works")
    stock.change(compliance(ident(1), "Windows core", passwordMinimumLength=14), gone=2)
    found = {one.name: one.newer for one in part_reading.list_parts(stock.manager, version).rows}
    assert found == {"Windows core": "changed", "Windows kiosk": "gone"}
    stock.do("update family_coverage set state = 'forbidden' where tenant_id = %s", stock.tenant_id)
    assert {one.newer for one in part_reading.list_parts(stock.manager, version).rows} == {"unread"}
    assert part_reading.list_parts(stock.manager, version, q="KIOSK").total == 1
    assert part_reading.list_parts(stock.manager, version, family="apps").total == 0
    places = part_reading.part_places(stock.manager, version, part, q="minimum")
    assert {row.path for row in places.rows} == {"osMinimumVersion", "passwordMinimumLength"}


@pytest.mark.proves("BAS-010")
def test_only_what_was_read_completely_is_captured(changing: Stock):
    stock = changing
    offered = {one.family: one for one in choices.capture_choices(stock.manager, stock.reference_ref).families}
    assert (offered[FAMILY].is_complete, offered[FAMILY].policies) == (True, 2)
    assert (offered["apps"].is_complete, offered["apps"].family_state) == (False, "never")
    draft = stock.create("Capture")
    done = draft.capture(families=[FAMILY, "apps"], is_exhaustive=True)
    assert (done.added, [(one.family, one.family_state) for one in done.refused]) == (2, [("apps", "never")])
    assert [one.family for one in reading.baseline_page(stock.manager, draft.ref).families] == [FAMILY]
    for row in draft.parts().values():
        assert row["captured_at"] == stock.one(
            "select last_seen_at from policy where provider_id = %s", row["provider_id"]
        )  # fmt: skip


@pytest.mark.proves("BAS-010", "BAS-012", negative=True)
def test_a_family_that_was_not_read_completely_is_refused_by_name_with_its_age(changing: Stock):
    stock = changing
    draft = stock.captured("Partial")
    before = draft.parts()
    stock.change(compliance(ident(3), "New"))
    own = (stock.tenant_id, FAMILY)
    read_at = stock.one("select complete_at from family_coverage where tenant_id = %s and family = %s", *own)
    stock.do(
        "update family_coverage set state = 'partial', reason_code = 'graph_unreachable' where tenant_id = %s", own[0]
    )
    assert refused(draft.capture, families=[FAMILY]) == {"families": "error-field-nothing-complete"}
    assert refused(draft.capture) == {"families": "error-field-nothing-complete"}
    assert refused(draft.capture, families=["nonsense"]) == {"families": "error-field-choice"}
    [row] = [
        one for one in choices.capture_choices(stock.manager, stock.reference_ref).families if one.family == FAMILY
    ]
    assert (row.family_state, row.reason_code, row.is_complete) == ("partial", "graph_unreachable", False)
    assert row.complete_at == read_at.isoformat()
    for done in (
        parts.add_parts(stock.manager, *draft.now, [stock.policy_ref(3)]),
        parts.renew_parts(stock.manager, *draft.now, [draft.part(1)]),
    ):
        [family] = done.refused
        assert (done.added, done.changed, family.family, family.family_state) == (0, 0, FAMILY, "partial")
        assert family.complete_at == read_at.isoformat()
    assert draft.parts() == before
    with pytest.raises(NotFoundError):
        parts.capture_parts(stock.manager, *draft.now, stock.one(
            "select public_id from tenant where name = 'Litware Finance'"))  # fmt: skip


@pytest.mark.proves("BAS-011")
def test_captured_again_parts_follow_their_tenant_and_return_as_themselves(changing: Stock):
    stock = changing
    draft = stock.captured("Again")
    parts.add_parts(stock.manager, *draft.now, [stock.policy_ref(9)])
    names = {key: row["part_ref"] for key, row in draft.parts().items()}
    draft.publish()
    draft.begin()
    variables.add_variable(stock.manager, *draft.now, draft.part(2), "osMinimumVersion", "os")
    renamed = compliance(ident(1), "Renamed core", passwordMinimumLength=14)
    stock.change(renamed, compliance(ident(3), "New"), gone=2)
    done = draft.capture()
    assert (done.added, done.changed, done.removed) == (1, 1, 1)
    assert draft.parts().keys() == {ident(1), ident(3), ident(9)}
    assert draft.parts()[ident(1)]["name"] == "Renamed core"
    assert draft.parts()[ident(1)]["part_ref"] == names[ident(1)]
    assert reading.baseline_page(stock.manager, draft.ref).variables == ()
    shown = reading.baseline_page(stock.manager, draft.ref).version
    assert (shown.added, shown.changed, shown.removed) == (1, 1, 1)
    draft.publish()
    draft.begin()
    stock.change(compliance(ident(2), "Windows kiosk"))
    assert draft.capture().added == 1
    assert draft.parts()[ident(2)]["part_ref"] == names[ident(2)]
    assert draft.capture().revision == draft.row["revision"]


@pytest.mark.proves("BAS-012")
def test_a_draft_is_composed_of_policies_of_several_tenants(stock: Stock):
    draft = stock.create("Composed")
    wanted = [stock.policy_ref(2), stock.policy_ref(9)]
    done = parts.add_parts(stock.manager, *draft.now, wanted)
    assert (done.added, done.changed, done.refused) == (2, 0, ())
    assert {row["source_tenant_id"] for row in draft.parts().values()} == {
        row["id"] for row in stock.all("select id from tenant where public_id = any(%s)",
                                       [stock.reference_ref, stock.customer_ref])
    }  # fmt: skip
    again = parts.add_parts(stock.manager, *draft.now, wanted)
    assert (again.added, again.changed, again.revision) == (0, 0, draft.row["revision"])
    offered = {one.policy_ref: one for one in choices.policy_choices(stock.manager, draft.row["public_id"]).rows}
    assert {ref: one.is_part for ref, one in offered.items()} == {
        stock.policy_ref(1): False, stock.policy_ref(2): True, stock.policy_ref(9): True,
    }  # fmt: skip
    assert all(one.is_offered for one in offered.values())


@pytest.mark.proves("BAS-012", negative=True)
def test_gone_and_foreign_policies_are_not_found(stock: Stock):
    draft = stock.create("Foreign")
    gone = stock.policy_ref(1)
    assert refused(parts.add_parts, stock.manager, *draft.now, []) == {"policies": "error-field-required"}
    for wrong in ("pol_" + "a" * 20, "nonsense", ""):
        with pytest.raises(NotFoundError):
            parts.add_parts(stock.manager, *draft.now, [gone, wrong])
    stock.do("update policy set is_ghost = true, deleted_at = now() where public_id = %s", gone)
    try:
        with pytest.raises(NotFoundError):
            parts.add_parts(stock.manager, *draft.now, [gone])
    finally:
        stock.do("update policy set is_ghost = false, deleted_at = null where public_id = %s", gone)
    assert draft.parts() == {}


@pytest.mark.proves("BAS-020", negative=True)
def test_rules_that_mean_nothing_or_repeat_another_are_refused(stock: Stock):
    draft = stock.captured("Rules")
    add = draft_rules.add_rule
    assert refused(add, stock.manager, *draft.now, "nonsense", "**") == {
        "family": "error-field-choice", "path": "error-field-path",
    }  # fmt: skip
    assert refused(add, stock.manager, *draft.now, "*", " ") == {"path": "error-field-required"}
    assert refused(add, stock.manager, *draft.now, "*", "a", "x" * 1001) == {"reason": "error-field-too-long"}
    add(stock.manager, *draft.now, FAMILY, " description ", "said by each tenant")
    assert refused(add, stock.manager, *draft.now, FAMILY, "description") == {"path": "error-field-already-rule"}
    [rule] = reading.baseline_page(stock.manager, draft.ref).rules
    assert (rule.family, rule.path, rule.reason) == (FAMILY, "description", "said by each tenant")
    other = stock.captured("Other rules")
    with pytest.raises(NotFoundError):
        draft_rules.remove_rule(stock.manager, *other.now, rule.handle)
    draft_rules.remove_rule(stock.manager, *draft.now, rule.handle)
    assert reading.baseline_page(stock.manager, draft.ref).rules == ()


@pytest.mark.proves("BAS-021")
def test_a_rule_hides_exactly_what_its_preview_showed(changing: Stock):
    stock = changing
    draft = stock.captured("Preview")
    stock.change(
        compliance(ident(1), "Windows core", passwordMinimumLength=14, osMinimumVersion="10.0.1"),
        compliance(ident(2), "Windows kiosk", passwordMinimumLength=8),
    )
    version, before = draft.row["public_id"], draft.row
    page = effect.preview_rule(stock.manager, version, "*", "passwordMinimumLength")
    assert (page.hidden, page.left, page.parts_clean, page.looked_at) == (2, 1, 1, 2)
    assert {(row.part_name, row.hidden, row.left) for row in page.rows} == {
        ("Windows core", 1, 1), ("Windows kiosk", 1, 0)
    }  # fmt: skip
    assert {(one.path, one.before, one.after) for row in page.rows for one in row.paths} == {
        ("passwordMinimumLength", "12", "14"), ("passwordMinimumLength", "6", "8")
    }  # fmt: skip
    assert [(one.name, one.state, one.hidden, one.left) for one in page.tenants] == [
        ("Adventure Works", "looked_at", 2, 1)
    ]  # fmt: skip
    assert draft.row == before
    assert effect.preview_rule(stock.manager, version, "apps", "passwordMinimumLength").looked_at == 0
    assigning.assign(stock.manager, draft.baseline, tenant_ref=stock.customer_ref)
    page = effect.preview_rule(stock.manager, version, "*", "passwordMinimumLength")
    assert {(one.name, one.state) for one in page.tenants} == {
        ("Adventure Works", "looked_at"), ("Contoso Manufacturing", "unmatched")
    }  # fmt: skip
    draft_rules.add_rule(stock.manager, *draft.now, FAMILY, "passwordMinimumLength")
    page = effect.preview_rule(stock.manager, version, "*", "osMinimumVersion")
    assert (page.hidden, page.left, page.parts_clean) == (1, 0, 1)
    assert not effect.preview_rule(stock.manager, version, "*", "passwordRequired").matches_nothing
    assert effect.preview_rule(stock.manager, version, "*", "passwordRequierd").matches_nothing


@pytest.mark.proves("BAS-022")
def test_one_variable_fills_several_places_with_one_default(stock: Stock):
    draft = stock.captured("Variables")
    for number, default in ((1, "9"), (2, None)):
        given = (draft.part(number), "passwordMinimumLength", "length", default)
        variables.add_variable(stock.manager, *draft.now, *given)
    shown = reading.baseline_page(stock.manager, draft.ref).variables
    assert {(one.name, one.kind, one.default_value) for one in shown} == {("length", "number", "9")}
    variables.change_variable(stock.manager, *draft.now, shown[0].handle, "10")
    assert {one.default_value for one in reading.baseline_page(stock.manager, draft.ref).variables} == {"10"}
    before = draft.row["revision"]
    assert variables.change_variable(stock.manager, *draft.now, shown[0].handle, "10") == before
    variables.remove_variable(stock.manager, *draft.now, shown[0].handle)
    assert len(reading.baseline_page(stock.manager, draft.ref).variables) == 1
    places = part_reading.part_places(stock.manager, draft.row["public_id"], draft.parts()[ident(2)]["part_ref"])
    assert [one.path for one in places.rows if one.is_variable] in ([], ["passwordMinimumLength"])


@pytest.mark.proves("BAS-022", negative=True)
def test_variables_at_secrets_and_of_another_kind_are_refused(changing: Stock):
    stock = changing
    secret = {"@odata.type": "#microsoft.graph.omaSettingString", "displayName": "Key", "description": "",
              "omaUri": "./Vendor/MSFT/WiFi/Profile/Key", "value": "Hunter2Hunter2", "isEncrypted": True}  # fmt: skip
    custom = {"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": ident(5), "displayName": "Custom",
              "omaSettings": [secret], "wifiPassword": "Hunter2Hunter2", "assignments": []}  # fmt: skip
    stock.reference.store.put("deviceConfigurations", custom, at_once=True)
    assert stock.read(stock.reference_ref, "device_configuration")["outcome"] == "succeeded"
    draft = stock.create("Secrets")
    parts.add_parts(stock.manager, *draft.now, [stock.policy_ref(5), stock.policy_ref(1)])
    add, part = variables.add_variable, draft.part(5)
    offered = part_reading.part_places(stock.manager, draft.row["public_id"], draft.parts()[ident(5)]["part_ref"])
    assert "Hunter2" not in str(offered)
    for path in ("wifiPassword", "omaSettings[./Vendor/MSFT/WiFi/Profile/Key].value"):
        assert refused(add, stock.manager, *draft.now, part, path, "key") == {"path": "error-field-secret-place"}
        assert path not in {row.path for row in offered.rows}
    part = draft.part(1)
    for given, wrong in (
        (("missing", "name"), {"path": "error-field-no-such-place"}),
        (("", "name"), {"path": "error-field-required"}),
        (("a..b", "name"), {"path": "error-field-path"}),
        (("osMinimumVersion", ""), {"name": "error-field-required"}),
        (("osMinimumVersion", "1st"), {"name": "error-field-variable-name"}),
        (("osMinimumVersion", "os", "password=Hunter2Hunter2"), {"default_value": "error-field-secret"}),
        (("passwordMinimumLength", "length", "long"), {"default_value": "error-field-number"}),
    ):
        assert refused(add, stock.manager, *draft.now, part, *given) == wrong
    add(stock.manager, *draft.now, part, "osMinimumVersion", "os")
    for given, wrong in (
        (("osMinimumVersion", "again"), {"path": "error-field-already-variable"}),
        (("passwordMinimumLength", "os"), {"name": "error-field-variable-kind"}),
        (("description", "OS"), {"name": "error-field-variable-kind"}),
    ):
        assert refused(add, stock.manager, *draft.now, part, *given) == wrong
    with pytest.raises(NotFoundError):
        variables.remove_variable(stock.manager, *draft.now, seal(stock.manager, VARIABLE, "not a key"))


@pytest.mark.proves("BAS-023")
def test_a_tenant_fills_in_what_its_baselines_leave_open(stock: Stock):
    manager, draft = stock.manager, stock.captured("Open")
    variables.add_variable(manager, *draft.now, draft.part(1), "osMinimumVersion", "open.os")
    variables.add_variable(manager, *draft.now, draft.part(2), "osMinimumVersion", "open.os")
    draft.publish(to_first_ring=True)
    assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref)
    page = value_reading.tenant_values(manager, stock.customer_ref)
    [value] = [one for one in page.values if one.baseline_ref == draft.ref]
    assert (value.name, value.is_set, value.default_value, value.places) == ("open.os", False, "10.0.22631", 2)
    [reference] = [one for one in page.references if one.source_id == GROUP]
    assert (reference.kind, reference.state, reference.source_tenant_name) == ("group", "unmapped", "Adventure Works")
    values.set_value(manager, stock.customer_ref, "open.os", "10.0.19045")
    values.map_reference(manager, stock.customer_ref, reference.handle, f" {{{ident(77).upper()}}} ")
    page = value_reading.tenant_values(manager, stock.customer_ref)
    assert [(one.value, one.is_set) for one in page.values if one.name == "open.os"] == [("10.0.19045", True)]
    assert [(one.value, one.state) for one in page.references if one.source_id == GROUP] == [(ident(77), "mapped")]
    assert reading.baseline_page(manager, draft.ref).variables[0].tenants == 1
    values.clear_value(manager, stock.customer_ref, "open.os")
    values.clear_reference(manager, stock.customer_ref, reference.handle)
    page = value_reading.tenant_values(manager, stock.customer_ref)
    assert not any(one.is_set for one in page.values)
    assert {one.state for one in page.references} == {"unmapped"}
    assert stock.log(stock.customer_ref).count("tenant_value.changed") == 4


@pytest.mark.proves("BAS-023", negative=True)
def test_values_of_no_variable_and_ids_that_are_none_are_refused(stock: Stock):
    manager, draft = stock.manager, stock.captured("Closed")
    variables.add_variable(manager, *draft.now, draft.part(1), "passwordMinimumLength", "closed.length")
    put, ref = values.set_value, stock.customer_ref
    assert refused(put, manager, ref, "nobody.has", "x") == {"name": "error-field-no-such-variable"}
    assert refused(put, manager, ref, "closed.length", "long") == {"value": "error-field-number"}
    reference = seal(manager, values.REFERENCE, f"group:{GROUP}")
    for wrong, why in (("", "required"), ("nonsense", "guid"), ("00000000-0000-0000-0000-000000000000", "guid")):
        assert refused(values.map_reference, manager, ref, reference, wrong) == {"value": f"error-field-{why}"}
    for attempt in (
        lambda: values.clear_value(manager, ref, "closed.length"),
        lambda: values.clear_reference(manager, ref, reference),
        lambda: values.map_reference(manager, ref, "forged", ident(7)),
        lambda: values.map_reference(manager, ref, seal(manager, values.REFERENCE, "group"), ident(7)),
        lambda: put(manager, "ten_" + "a" * 20, "closed.length", "9"),
    ):
        with pytest.raises(NotFoundError):
            attempt()
