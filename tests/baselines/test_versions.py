"""Baselines and their versions: who may change a draft, what is fixed when, how a version reaches tenants in rings."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenantpilot.access.handles import seal
from tenantpilot.baselines import assigning, draft_rules, part_reading, parts, profiles, reading, roll_out, variables
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tests.baselines.stock import FAMILY, Stock, refused, several, version


@pytest.mark.proves("BAS-001")
def test_versions_are_numbered_once_and_parts_keep_their_identity(stock: Stock):
    draft = stock.captured("Numbered")
    parts_of_first = {key: row["part_ref"] for key, row in draft.parts().items()}
    assert draft.publish(note="first") == 1
    draft.begin()
    assert {key: row["part_ref"] for key, row in draft.parts().items()} == parts_of_first
    profiles.discard(stock.manager, *draft.now)
    draft.begin()
    assert draft.row["number"] == 3
    draft_rules.add_rule(stock.manager, *draft.now, "*", "description")
    assert draft.publish() == 3
    page = reading.baseline_page(stock.manager, draft.ref)
    assert [(one.number, one.state) for one in page.versions] == [(3, "published"), (2, "discarded"), (1, "published")]
    assert (page.row.number, page.latest_number, page.row.parts) == (3, 3, 2)
    first = page.versions[-1].version_ref
    profiles.start_draft(stock.manager, draft.baseline, first)
    assert reading.baseline_page(stock.manager, draft.ref).rules == ()
    actions = ["baseline.created", "baseline.changed", "baseline.published", "baseline.drafted", "baseline.discarded",
               "baseline.drafted", "baseline.changed", "baseline.published", "baseline.drafted"]  # fmt: skip
    assert stock.log(draft.ref) == actions


@pytest.mark.proves("BAS-001", negative=True)
def test_names_are_taken_once_and_there_is_one_draft(stock: Stock):
    draft = stock.create("Taken")
    manager = stock.manager
    assert refused(profiles.create_baseline, manager, "  tAKEN ") == {"name": "error-field-name-taken"}
    assert refused(profiles.create_baseline, manager, " ") == {"name": "error-field-required"}
    assert refused(profiles.create_baseline, manager, "x" * 121) == {"name": "error-field-too-long"}
    assert refused(profiles.create_baseline, manager, "a\0b") == {"name": "error-field-format"}
    assert refused(profiles.create_baseline, manager, "Long", "x" * 1001) == {"description": "error-field-too-long"}
    other = stock.create("Other")
    assert refused(profiles.change_baseline, manager, other.baseline, "TAKEN") == {"name": "error-field-name-taken"}
    profiles.change_baseline(manager, draft.baseline, "taken", "in other letters")
    assert refused(profiles.start_draft, manager, draft.baseline) == "error-baseline-draft-exists"
    published = stock.captured("Elsewhere")
    version = published.row["public_id"]
    published.publish()
    done = stock.captured("Done")
    done.publish()
    with pytest.raises(NotFoundError):
        profiles.start_draft(manager, done.baseline, version)


@pytest.mark.proves("BAS-003")
def test_a_digest_follows_from_what_a_version_says_and_from_nothing_else(stock: Stock):
    manager, draft = stock.manager, stock.captured("Digests")
    draft.publish(note="one")
    digests = [draft.row["digest"]]
    for edit in (
        lambda: draft_rules.add_rule(manager, *draft.now, "*", "description"),
        lambda: draft_rules.set_exhaustive(manager, *draft.now, FAMILY, is_exhaustive=True),
        lambda: variables.add_variable(manager, *draft.now, draft.part(1), "osMinimumVersion", "os"),
        lambda: parts.set_parts(manager, *draft.now, [draft.part(1)], severity="low"),
        lambda: parts.set_parts(manager, *draft.now, [draft.part(1)], assignments="ignore"),
        lambda: parts.remove_parts(manager, *draft.now, [draft.part(2)]),
    ):
        draft.begin()
        edit()
        draft.publish()
        digests.append(draft.row["digest"])
    assert len(set(digests)) == len(digests)
    draft.begin()
    draft_rules.add_rule(manager, *draft.now, "*", "displayName")
    rule = reading.baseline_page(manager, draft.ref).rules[-1]
    draft_rules.remove_rule(manager, *draft.now, rule.handle)
    assert refused(draft.publish, note="another note") == "error-baseline-unchanged"


@pytest.mark.proves("BAS-003", negative=True)
def test_what_says_nothing_new_or_cannot_be_compared_is_not_published(stock: Stock):
    draft = stock.create("Unfit")
    assert refused(draft.publish) == "error-baseline-empty"
    draft.capture()
    assert refused(draft.publish, note="x" * 1001) == {"note": "error-field-too-long"}
    with stock.asleep("baseline_part"):
        stock.do("update baseline_part set rules_version = 0 where version_id = %s", draft.row["id"])
    assert refused(draft.publish) == "error-baseline-stale"
    assert reading.baseline_page(stock.manager, draft.ref).version.stale == 2
    page = part_reading.list_parts(stock.manager, draft.row["public_id"])
    assert [one.is_stale for one in page.rows] == [True, True]
    assert parts.renew_parts(stock.manager, *draft.now, [one.handle for one in page.rows]).changed == 2
    variables.add_variable(stock.manager, *draft.now, draft.part(1), "osMinimumVersion", "os")
    with stock.asleep("baseline_variable"):
        stock.do("update baseline_variable set path = 'osMaximumVersion' where version_id = %s", draft.row["id"])
    assert refused(draft.publish) == "error-baseline-variable-lost"
    [lost] = reading.baseline_page(stock.manager, draft.ref).variables
    assert lost.is_lost
    variables.remove_variable(stock.manager, *draft.now, lost.handle)
    draft.publish()
    draft.begin()
    assert refused(draft.publish) == "error-baseline-unchanged"


@pytest.mark.proves("BAS-004", negative=True)
def test_a_form_of_an_older_state_is_told_what_happened_and_by_whom(stock: Stock):
    draft = stock.captured("Stale")
    owner, form = stock.person("northwind-owner"), draft.now
    draft_rules.add_rule(owner, seal(owner, "baseline_version", draft.row["public_id"]), form[1], "*", "description")
    with pytest.raises(ConflictError) as error:
        draft_rules.add_rule(stock.manager, *form, "*", "displayName")
    assert error.value.message_key == "error-baseline-changed"
    assert error.value.facts["by"] == stock.one(
        "select display_name from user_account u join membership m on m.user_id = u.id where m.role = 'owner'"
        " and m.workspace_id = (select workspace_id from baseline where public_id = %s)", draft.ref,
    )  # fmt: skip
    assert error.value.facts["at"]
    form = draft.now
    draft.publish()
    for late in (
        lambda: draft_rules.add_rule(stock.manager, *form, "*", "displayName"),
        lambda: profiles.publish(stock.manager, *form),
        lambda: profiles.discard(stock.manager, *form),
        lambda: parts.capture_parts(stock.manager, *form, stock.reference_ref),
    ):
        assert refused(late) == "error-baseline-published"
    draft.begin()
    form = draft.now
    profiles.discard(stock.manager, *form)
    assert refused(profiles.publish, stock.manager, *form) == "error-baseline-discarded"
    draft.begin()
    form = draft.now
    profiles.delete_baseline(stock.manager, draft.baseline, "no longer")
    assert refused(draft_rules.add_rule, stock.manager, *form, "*", "displayName") == "error-baseline-deleted"
    assert refused(profiles.delete_baseline, stock.manager, draft.baseline, "twice") == "error-baseline-deleted"


@pytest.mark.proves("BAS-004", negative=True)
def test_a_form_sent_twice_at_once_changes_once(stock: Stock):
    draft = stock.captured("Twice")
    manager, form = stock.manager, draft.now
    ends: list[str] = []
    start = threading.Barrier(4)

    def send() -> None:
        start.wait()
        try:
            draft_rules.add_rule(manager, *form, "*", "description")
            ends.append("done")
        except ConflictError as error:
            ends.append(error.message_key)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ends) == ["done", *["error-baseline-changed"] * 3]
    assert stock.one("select count(*) from baseline_rule where version_id = %s", draft.row["id"]) == 1


@pytest.mark.proves("BAS-030")
def test_a_version_reaches_ring_after_ring_and_only_when_somebody_lets_it(stock: Stock):
    draft = several(stock, "Staged")
    manager = stock.manager
    assert roll_out.add_ring(manager, draft.baseline, "Pilots") == 2
    roll_out.rename_ring(manager, draft.baseline, 1, "Own tenant")
    rings = reading.baseline_page(manager, draft.ref).rings
    assert [(one.name, one.version_number, one.can_advance_to_number, one.reason_code) for one in rings] == [
        ("Own tenant", 0, 2, ""), ("Pilots", 0, 0, "ring_before_is_behind"),
    ]  # fmt: skip
    roll_out.advance_ring(manager, draft.baseline, 1, version(stock, draft, 1))
    roll_out.advance_ring(manager, draft.baseline, 2, version(stock, draft, 1))
    roll_out.advance_ring(manager, draft.baseline, 1, version(stock, draft, 2))
    rings = reading.baseline_page(manager, draft.ref).rings
    assert [(one.version_number, one.can_advance_to_number, one.reason_code) for one in rings] == [
        (2, 0, "up_to_date"), (1, 2, ""),
    ]  # fmt: skip
    roll_out.advance_ring(manager, draft.baseline, 1, version(stock, draft, 1))
    roll_out.remove_ring(manager, draft.baseline, 2)
    assert len(reading.baseline_page(manager, draft.ref).rings) == 1


@pytest.mark.proves("BAS-030", negative=True)
def test_no_ring_goes_ahead_of_an_earlier_one(stock: Stock):
    draft, other = several(stock, "Order"), several(stock, "Order elsewhere", 1)
    manager, advance = stock.manager, roll_out.advance_ring
    roll_out.add_ring(manager, draft.baseline)
    one, two = version(stock, draft, 1), version(stock, draft, 2)
    assert refused(advance, manager, draft.baseline, 2, one) == "error-ring-before-behind"
    advance(manager, draft.baseline, 1, two)
    assert refused(advance, manager, draft.baseline, 1, two) == "error-ring-same"
    advance(manager, draft.baseline, 2, two)
    assert refused(advance, manager, draft.baseline, 1, one) == "error-ring-after-ahead"
    draft.begin()
    assert refused(advance, manager, draft.baseline, 1, draft.row["public_id"]) == "error-ring-not-published"
    for wrong in (version(stock, other, 1), "bsv_" + "a" * 20, "nonsense"):
        with pytest.raises(NotFoundError):
            advance(manager, draft.baseline, 1, wrong)
    for ring in (0, 3, 10, None, "1"):
        with pytest.raises(NotFoundError):
            advance(manager, draft.baseline, ring, two)
    assert refused(roll_out.remove_ring, manager, draft.baseline, 1) == "error-ring-not-last"
    assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref, ring=2)
    assert refused(roll_out.remove_ring, manager, draft.baseline, 2) == "error-ring-in-use"
    for _ in range(7):
        roll_out.add_ring(manager, draft.baseline)
    assert refused(roll_out.add_ring, manager, draft.baseline) == {"ring": "error-field-too-many"}
    assert refused(roll_out.rename_ring, manager, draft.baseline, 1, "x" * 121) == {"name": "error-field-too-long"}


WHAT = st.sampled_from(["advance", "advance", "advance", "add", "remove"])
STEPS = st.lists(st.tuples(WHAT, st.integers(1, 4), st.integers(1, 3)), max_size=10)


@pytest.mark.proves("BAS-030")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_in_whatever_order_rings_move_none_is_ahead_of_an_earlier_one(stock: Stock, steps):
    draft = getattr(stock, "any_order", None) or several(stock, "Any order", 3)
    stock.any_order = draft  # type: ignore[attr-defined]
    for what, ring, number in steps:
        try:
            if what == "advance":
                roll_out.advance_ring(stock.manager, draft.baseline, ring, version(stock, draft, number))
            elif what == "add":
                roll_out.add_ring(stock.manager, draft.baseline)
            else:
                roll_out.remove_ring(stock.manager, draft.baseline, ring)
        except (ConflictError, NotFoundError, InvalidInputError):
            pass  # refused, which is as good as any other order
        found = stock.all(
            "select r.number, coalesce(v.number, 0) as version from baseline_ring r join baseline b on"
            " b.id = r.baseline_id left join baseline_version v on v.id = r.version_id where b.public_id = %s"
            " order by r.number", draft.ref,
        )  # fmt: skip
        assert [row["number"] for row in found] == list(range(1, len(found) + 1))
        assert [row["version"] for row in found] == sorted((row["version"] for row in found), reverse=True)
