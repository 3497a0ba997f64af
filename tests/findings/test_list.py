"""The list of findings: tabs, filters, order, pages, counts, search."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.findings import list_queries
from tenantpilot.findings.filters import FindingFilters, Place
from tenantpilot.findings.reading import finding_choices, findings_summary, list_findings, search_findings
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.ui.shell.search import search
from tests.findings.world import observation
from tests.people import account_of

KEYS = ("critical", "high", "medium", "low")


@pytest.fixture(scope="module")
def full(shared):
    """Four severities, three each, in the first tenant; one more in the second."""
    seen = [
        observation(f"{severity} {at}", severity=severity, family="compliance" if at else "apps",
                    kind="missing" if at == 2 else "different")
        for severity in KEYS for at in range(3)
    ]  # fmt: skip
    shared.read(*seen, at=now() - timedelta(hours=2))
    shared.read(observation("elsewhere", subject_name="Ünlü Firewall"), tenant=1, at=now() - timedelta(hours=2))
    return shared


def listed(world, key="northwind-manager", cursor="", **filters):
    page = list_findings(world.person(key), FindingFilters(**filters), cursor)
    return [row.subject_name for row in page.rows]


def walked(world, filters):
    found, cursor = [], ""
    while True:
        page = list_findings(world.person(), filters, cursor)
        found += page.rows
        cursor = page.cursor
        assert page.has_more == bool(cursor)
        if not cursor:
            return found


@pytest.mark.proves("FWK-001")
def test_open_findings_come_by_severity_and_then_by_date(full):
    page = list_findings(full.person())
    assert [row.severity for row in page.rows] == ["critical"] * 3 + ["high"] * 4 + ["medium"] * 3 + ["low"] * 3
    assert not page.has_more
    assert not page.cursor
    within = [row.due_at for row in page.rows if row.severity == "high"]
    assert within == sorted(within)


@pytest.mark.proves("FWK-001")
@pytest.mark.parametrize("sort", ["severity", "due", "recent"])
@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_pages_follow_each_other_without_gap_or_repetition(full, monkeypatch, sort, at_once):
    filters = FindingFilters(sort=sort)
    whole = list_findings(full.person(), filters)
    monkeypatch.setattr(list_queries, "PAGE", at_once)
    monkeypatch.setattr(list_queries.findings, "__kwdefaults__", {"limit": at_once})
    found = walked(full, filters)
    assert [row.finding_ref for row in found] == [row.finding_ref for row in whole.rows]


@pytest.mark.proves("FWK-001")
def test_findings_without_a_date_come_after_those_with_one(full, monkeypatch):
    ref = full.row("high 1")["public_id"]
    before = {row["id"]: row["due_at"] for row in full.all("select id, due_at from finding")}
    with full.asleep("finding"):
        full.do("update finding set due_at = now() + number * interval '1 hour'")
        full.do("update finding set due_at = null where public_id = %s", ref)
    try:
        assert listed(full, severity="high")[-1] == "Policy high 1"
        assert listed(full, sort="due")[-1] == "Policy high 1"
        monkeypatch.setattr(list_queries, "PAGE", 1)
        monkeypatch.setattr(list_queries.findings, "__kwdefaults__", {"limit": 1})
        for sort in ("severity", "due"):
            found = [row.subject_name for row in walked(full, FindingFilters(sort=sort))]
            assert len(found) == len(set(found)) == 13
    finally:
        with full.asleep("finding"):
            for key, due_at in before.items():
                full.do("update finding set due_at = %s where id = %s", due_at, key)


@pytest.mark.proves("FWK-002")
def test_filters_narrow_and_name_what_they_mean(full):
    assert set(listed(full, severity="low")) == {f"Policy low {at}" for at in range(3)}
    assert set(listed(full, kind="missing")) == {f"Policy {severity} 2" for severity in KEYS}
    assert set(listed(full, family="apps")) == {f"Policy {severity} 0" for severity in KEYS}
    assert listed(full, environment_id=full.tenants[1][1]) == ["Ünlü Firewall"]
    assert len(listed(full, source="bsl_" + "a" * 20)) == 13
    assert listed(full, source="bsl_" + "b" * 20) == []
    assert listed(full, assignee="me") == []
    assert len(listed(full, assignee="nobody")) == 13
    assert listed(full, assignee="usr_" + "a" * 20) == []
    assert listed(full, policy="pol_" + "a" * 20) == []
    assert len(listed(full, tier="silver")) == 13
    assert listed(full, tier="gold") == []
    assert listed(full, owner=account_of("northwind-manager").public_id) == []


@pytest.mark.proves("FWK-002")
def test_text_finds_numbers_and_words_of_the_subject(full):
    assert listed(full, q="ünlü fire") == ["Ünlü Firewall"]
    assert listed(full, q="ÜNLÜ") == ["Ünlü Firewall"]
    assert listed(full, q="policy critical 1") == ["Policy critical 1"]
    assert listed(full, q="nonesuch") == []
    assert listed(full, q="!!") == []
    number = full.row("medium 1")["number"]
    assert listed(full, q=f"F-{number}") == listed(full, q=str(number)) == ["Policy medium 1"]
    full.read(*[observation("elsewhere", subject_name="Renamed")], tenant=1)
    assert listed(full, q="firewall") == []
    assert listed(full, q="renamed") == ["Renamed"]
    full.read(*[observation("elsewhere", subject_name="Ünlü Firewall")], tenant=1)


@pytest.mark.proves("FWK-002", negative=True)
@pytest.mark.parametrize(
    "wrong",
    [{"view": "other"}, {"severity": "worst"}, {"kind": "x"}, {"family": "x"}, {"tier": "tin"}, {"sort": "x"},
     {"assignee": "somebody"}, {"owner": "usr_1"}, {"q": "a" * 201}, {"q": "\x00"}, {"source": "a" * 300}],
)  # fmt: skip
def test_what_means_nothing_is_refused(full, wrong):
    with pytest.raises(InvalidInputError) as refused:
        list_findings(full.person(), FindingFilters(**wrong))
    assert set(refused.value.fields) == set(wrong)
    with pytest.raises(InvalidInputError):
        findings_summary(full.person(), FindingFilters(**wrong))


@pytest.mark.proves("FWK-002", negative=True)
@pytest.mark.parametrize("cursor", ["x", "fnd_1~0~", "~0~", "fnd_" + "a" * 20 + "~x~", "fnd_" + "a" * 20 + "~0~never",
                                    "\x00", "fnd_" + "a" * 20 + "~9999~"])  # fmt: skip
def test_cursors_of_others_are_refused(full, cursor):
    with pytest.raises(InvalidInputError):
        list_findings(full.person(), cursor=cursor)


def test_a_place_of_another_list_ends_this_one(full):
    behind = Place.after(3, now(), "fnd_" + "a" * 20)
    assert list_findings(full.person(), FindingFilters(severity="high"), behind).rows == ()


def test_a_foreign_tenant_is_an_absent_one(full):
    foreign = full.one("select public_id from tenant where workspace_id <> %s limit 1", full.workspace_id)
    with pytest.raises(NotFoundError):
        list_findings(full.person(), FindingFilters(environment_id=foreign))


@pytest.mark.proves("FWK-003")
def test_what_stands_above_the_list_agrees_with_it(full):
    summary = findings_summary(full.person())
    counted = {one.tab: one.findings for one in summary.tabs}
    assert counted == {
        tab: len(listed(full, view=tab))
        for tab in ("decide", "mine", "queue", "due", "verify", "open", "accepted", "closed")
    }
    assert counted["open"] == counted["decide"] == counted["queue"] == summary.open_findings == 13
    assert summary.tenants_open == 2
    assert summary.freshness.tenants == summary.freshness.tenants_never == 2
    narrowed = findings_summary(full.person(), FindingFilters(environment_id=full.tenants[1][1], severity="high"))
    assert (narrowed.open_findings, {one.tab: one.findings for one in narrowed.tabs}["open"]) == (1, 1)
    assert not any(one.is_more for one in summary.tabs)


@pytest.mark.proves("FWK-003")
def test_counting_stops_where_nobody_reads_on(full, monkeypatch):
    monkeypatch.setattr(list_queries, "MOST_COUNTED", 5)
    (one,) = [tab for tab in findings_summary(full.person()).tabs if tab.tab == "open"]
    assert (one.findings, one.is_more) == (5, True)


@pytest.mark.proves("FWK-002")
def test_the_palette_finds_by_number_and_by_words(full):
    assert [row.subject_name for row in search_findings(full.person(), "firewall")] == ["Ünlü Firewall"]
    number = full.row("low 0")["number"]
    assert [row.number for row in search_findings(full.person(), f"f-{number}")] == [number]
    assert search_findings(full.person(), "x") == ()
    assert search_findings(full.person(), "nonesuch") == ()


def test_choices_offer_tenants_with_numbers_and_people_who_work(full):
    choices = finding_choices(full.person())
    assert {one.open_findings for one in choices.tenants} == {12, 1}
    assert {one.name for one in choices.people} >= {account_of("northwind-operator").display_name}
    assert account_of("northwind-read-only").display_name not in {one.name for one in choices.people}


def test_a_place_is_read_back_as_it_was_written():
    at = now()
    for place in (Place(2, at, "fnd_" + "a" * 20), Place(0, None, "fnd_" + "b" * 20)):
        assert Place.parse(Place.after(place.rank, place.at, place.ref)) == place
    assert Place.parse("") == Place()


@pytest.mark.proves("FWK-002", "TQC-016", negative=True)
def test_search_shows_what_the_page_would_show(full):
    number = full.row("low 0")["number"]
    (hit,) = search(full.person(), f"F-{number}")
    assert (hit.kind, hit.label, hit.href) == (
        "finding",
        "Policy low 0",
        search_findings(full.person(), str(number))[0].href,
    )
    assert [one.label for one in search(full.person("northwind-read-only"), "firewall")] == ["Ünlü Firewall"]
    for stranger in ("fabrikam-owner", "fabrikam-read-only"):
        assert search(full.person(stranger), f"F-{number}") == search(full.person(stranger), "firewall") == []
    # People narrowed to some tenants find what lies in these.
    narrowed = full.person("northwind-temporary")
    seen = {row.finding_ref for row in list_findings(narrowed).rows}
    for text in ("policy", "firewall", f"F-{number}"):
        assert {one.ref for one in search(narrowed, text) if one.kind == "finding"} <= seen
    assert len(seen) in (1, 12)
