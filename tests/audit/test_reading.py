"""The explorer's service on the demonstration's log."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.scopes import open_scope
from tenantpilot.audit import queries
from tenantpilot.audit.filters import AuditFilters, Place
from tenantpilot.audit.reading import audit_choices, audit_entry, audit_entry_by_handle, audit_page, changes
from tenantpilot.audit.views import AuditChange
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope
from tenantpilot.store.transaction import TenantSet
from tests.audit.world import passing_power
from tests.people import context_of

OWNER, NARROWED, READER = "northwind-owner", "northwind-temporary", "northwind-read-only"


@pytest.fixture(scope="module")
def owner(standing_log):
    return context_of(OWNER)


@pytest.fixture(scope="module")
def narrowed(standing_log):
    return context_of(NARROWED)


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 15)


def seqs(page):
    return [row.seq for row in page.rows]


def refs(row):
    return {row.actor_ref, row.subject_ref, row.tenant_ref, row.run_ref}


def test_pages_go_down_to_the_first_entry_and_up_again(owner, small_pages):
    newest = audit_page(owner)
    middle = audit_page(owner, cursor=newest.older)
    oldest = audit_page(owner, cursor=middle.older)
    assert (newest.newer, oldest.older) == ("", "")
    assert seqs(newest) + seqs(middle) + seqs(oldest) == list(range(seqs(newest)[0], 0, -1))
    assert [newest.has_more, middle.has_more, oldest.has_more] == [True, True, False]
    again = audit_page(owner, cursor=oldest.newer)
    assert again == middle
    top = audit_page(owner, cursor=middle.newer)
    assert seqs(top) == seqs(newest)


def test_a_row_names_people_and_subjects(owner):
    rows = {row.seq: row for row in audit_page(owner).rows}
    assert rows[1].action == "workspace.created"
    assert (rows[1].actor_kind, rows[1].actor_name, rows[1].subject_name) == ("system", "", "Northwind MSP")
    tenant = next(row for row in rows.values() if row.tenant_name)
    assert tenant.subject_name == tenant.tenant_name
    member = next(row for row in rows.values() if row.subject_kind == "membership" and row.actor_kind == "person")
    assert member.subject_name
    assert member.actor_name
    assert {row.outcome for row in rows.values()} == {"done"}


@pytest.mark.proves("AUD-009", "AUD-011")
def test_an_entry_shows_what_changed_and_its_place(owner):
    row = audit_page(owner, AuditFilters(action="workspace.created")).rows[0]
    entry = audit_entry(owner, row.seq)
    assert entry.row.seq == 1
    assert entry.changes == (AuditChange("name", "", "Northwind MSP"),)
    assert (entry.newer_seq, entry.older_seq, entry.chain) == (2, 0, owner.space)
    assert len(entry.hash) == 64
    assert entry.hash.startswith(entry.hash_short)
    assert audit_entry(owner, 2).previous_short == entry.hash_short
    assert audit_entry_by_handle(owner, row.handle) == entry


def test_changes_are_shown_field_by_field():
    before = '{"a":"x","b":[],"c":["p","q"],"d":{"n":1},"same":1}'
    assert changes(before, '{"a":"y","c":["p"],"d":{"n":2},"e":true,"same":1}') == (
        AuditChange("a", "x", "y"),
        AuditChange("b", "", ""),
        AuditChange("c", "p, q", "p"),
        AuditChange("d", '{"n": 1}', '{"n": 2}'),
        AuditChange("e", "", "true"),
    )
    assert changes("", "") == ()


@pytest.mark.proves("AUD-011")
def test_filters_narrow_the_list(owner, standing_log):
    everything = audit_page(owner).rows
    someone = next(row for row in everything if row.actor_kind == "person")
    tenant = standing_log.tenants()[0][1]
    day = everything[0].at[:10]
    for filters, check in (
        (AuditFilters(actor=someone.actor_ref), lambda row: row.actor_ref == someone.actor_ref),
        (AuditFilters(action="member.added"), lambda row: row.action == "member.added"),
        (AuditFilters(subject_kind="invitation"), lambda row: row.subject_kind == "invitation"),
        (AuditFilters(subject=someone.subject_ref), lambda row: row.subject_ref == someone.subject_ref),
        (AuditFilters(tenant=tenant), lambda row: row.tenant_ref == tenant),
        (AuditFilters(text=someone.actor_name.split()[0].lower()), lambda row: someone.actor_name == row.actor_name),
        (AuditFilters(text=someone.subject_ref), lambda row: someone.subject_ref in refs(row)),
        (AuditFilters(text="invitation.acc"), lambda row: row.action == "invitation.accepted"),
        (AuditFilters(since=day, until=day), lambda row: row.at.startswith(day)),
    ):
        found = audit_page(owner, filters).rows
        assert found, filters
        assert list(found) == [row for row in everything if check(row)], filters
    for nothing in (
        AuditFilters(until="2001-01-01"),
        AuditFilters(since="2999-01-01"),
        AuditFilters(text="100%"),
        AuditFilters(tenant="ten_aaaaaaaaaaaaaaaaaaaa"),
        AuditFilters(run="run_aaaaaaaaaaaaaaaaaaaa"),
    ):
        assert audit_page(owner, nothing).rows == (), nothing
    # What stands for any character in a pattern stands for itself here.
    literal = [row for row in everything if "_" in row.action + row.reason + row.actor_name]
    assert len(literal) < len(everything)
    assert list(audit_page(owner, AuditFilters(text="_")).rows) == literal


def test_denials_can_be_listed_apart(standing_log, owner):
    with pytest.raises(ForbiddenError), open_scope(context_of(READER), Capability.MEMBER_MANAGE):
        pass
    rows = audit_page(owner, AuditFilters(denials_only=True)).rows
    assert {row.outcome for row in rows} == {"denied"}
    assert rows[0].reason == Capability.MEMBER_MANAGE.value


@pytest.mark.proves("AUD-011", negative=True)
def test_a_narrowed_member_sees_entries_of_their_tenants_only(narrowed, owner, standing_log):
    (_, ref), (_, other) = standing_log.tenants()
    theirs = set(standing_log.about(ref))
    rows = audit_page(narrowed).rows
    assert [row.seq for row in rows] == sorted(theirs, reverse=True)
    assert {row.tenant_ref for row in rows} == {ref}
    for text in ("workspace.created", "tenant.added", "Priya", owner.user_ref, other):
        everywhere = seqs(audit_page(owner, AuditFilters(text=text)))
        assert not theirs.issuperset(everywhere), text
        assert seqs(audit_page(narrowed, AuditFilters(text=text))) == [seq for seq in everywhere if seq in theirs], text
    for hidden in (AuditFilters(text="workspace.created"), AuditFilters(text=other), AuditFilters(tenant=other)):
        assert audit_page(narrowed, hidden).rows == (), hidden
    for seq in {1, *standing_log.about(other)}:
        with pytest.raises(NotFoundError):
            audit_entry(narrowed, seq)
    entry = audit_entry(narrowed, rows[-1].seq)
    assert (entry.older_seq, entry.newer_seq) == (0, rows[-2].seq)
    choices, everything = audit_choices(narrowed), audit_choices(owner)
    assert {one.value for one in choices.actors} == {row.actor_ref for row in rows if row.actor_kind == "person"}
    assert set(choices.actors) < set(everything.actors)
    assert set(choices.actions) == {row.action for row in rows}
    assert set(choices.actions) < set(everything.actions)
    assert [one.value for one in choices.tenants] == [ref]


@pytest.mark.proves("AUD-011", negative=True)
@pytest.mark.parametrize("mode", ["only", "except"])
def test_the_queries_keep_to_the_tenants_without_row_level_security(standing_log, mode):
    (first, ref), (second, _) = standing_log.tenants()
    reach = TenantSet(mode, frozenset({first if mode == "only" else second}))
    with passing_power(standing_log.database) as (_, session):
        scope = Scope(session, standing_log.key, standing_log.name, SYSTEM, reach)
        found = queries.entries(scope, AuditFilters(), Place())
        assert {one.tenant_ref for one in found} == {ref}
        assert {one.workspace_id for one in found} == {standing_log.key}
        assert queries.entry(scope, 1) is None


@pytest.mark.proves("AUD-011", negative=True)
def test_the_log_needs_its_capability(standing_log):
    reader = context_of(READER)
    for ask in (audit_page, audit_choices, lambda ctx: audit_entry(ctx, 1)):
        with pytest.raises(ForbiddenError):
            ask(reader)
    stranger = context_of("fabrikam-owner", space=reader.space)
    for ask in (audit_page, audit_choices, lambda ctx: audit_entry(ctx, 1)):
        with pytest.raises(NotFoundError):
            ask(stranger)


@pytest.mark.proves("AUD-011", negative=True)
@pytest.mark.parametrize("seq", [0, -1, 10**6, 2**63, 2**80])
def test_numbers_without_an_entry_are_not_found(owner, seq):
    with pytest.raises(NotFoundError):
        audit_entry(owner, seq)


@pytest.mark.proves("AUD-011", negative=True)
def test_a_handle_of_another_session_opens_nothing(owner):
    handle = audit_page(owner).rows[0].handle
    for wrong in (handle[:-2], "", "x" * 500):
        with pytest.raises(NotFoundError):
            audit_entry_by_handle(owner, wrong)
    with pytest.raises(NotFoundError):
        audit_entry_by_handle(context_of(OWNER), handle)


@pytest.mark.parametrize("cursor", ["x", "o", "o-1", "o1 ", "n" + "9" * 19, "o٣", "1"])
def test_cursors_that_are_none_are_refused(owner, cursor):
    with pytest.raises(InvalidInputError):
        audit_page(owner, cursor=cursor)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("since", "2026-13-01", "error-field-format"),
        ("until", "soon", "error-field-format"),
        ("since", "0001-01-01T00:00:00+23:00", "error-field-format"),
        ("actor", "a\0", "error-field-format"),
        ("text", "x" * 201, "error-field-too-long"),
    ],
)
def test_filters_that_cannot_be_read_are_named(owner, name, value, problem):
    with pytest.raises(InvalidInputError) as refusal:
        audit_page(owner, AuditFilters(**{name: value}))
    assert refusal.value.fields == {name: problem}


def test_the_last_day_of_the_calendar_is_a_day(owner):
    assert audit_page(owner, AuditFilters(until="9999-12-31")).rows


def test_choices_are_what_occurs(owner):
    choices = audit_choices(owner)
    rows = audit_page(owner).rows
    assert {one.value for one in choices.actors} == {row.actor_ref for row in rows if row.actor_kind == "person"}
    assert [one.name for one in choices.actors] == sorted(one.name for one in choices.actors)
    assert set(choices.actions) == {row.action for row in rows}
    assert set(choices.subject_kinds) == {row.subject_kind for row in rows}
    assert len(choices.tenants) == 2


@pytest.mark.proves("AUD-012", negative=True)
def test_no_internal_key_reaches_the_page(owner, standing_log):
    shown = str([asdict(row) for row in audit_page(owner).rows]) + str(asdict(audit_entry(owner, 40)))
    assert str(standing_log.key) not in shown
    assert standing_log.key.hex not in shown
    assert str(standing_log.tenants()[0][0]) not in shown
