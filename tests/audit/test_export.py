"""The exported file: what is in it, for whom, and that nobody can change it unseen."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import datetime

import pytest

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.scopes import open_scope
from tenantpilot.audit.export import export_lines, step
from tenantpilot.audit.filters import AuditFilters
from tenantpilot.audit.links import digest, framed
from tenantpilot.audit.signing import key_id, microseconds, public_key
from tenantpilot.audit.verification import whole_chain
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.ids import NIL
from tenantpilot.store.chain import HASHED
from tenantpilot.store.transaction import TenantSet
from tests.audit.world import VERIFIER, keep, lines_of
from tests.people import context_of

SOUND, TAMPERED, UNUSABLE = 0, 1, 2


@pytest.fixture(scope="module")
def content(standing_log) -> bytes:
    return standing_log.export()


@pytest.fixture
def lines(content):
    return lines_of(content)


def visible(scope):
    """The numbers of the entries that the database lets through."""
    return list(scope.session.connection().exec_driver_sql("select seq from audit_entry order by seq").scalars())


def named(content):
    """The people whose names a file tells."""
    return {ref for one in lines_of(content) if "names" in one for ref in one["names"] if ref.startswith("usr_")}


@pytest.mark.proves("AUD-007", "AUD-009")
def test_an_export_carries_everything_and_the_verifier_agrees(standing_log, content, judge):
    lines = lines_of(content)
    entries = [one for one in lines if "seq" in one]
    assert [one["seq"] for one in entries] == list(range(1, 41))
    assert entries[0].keys() == {"seq", "at", "salt", "hash", *HASHED}
    assert entries[39]["after"] == '{"name":"Müller & Söhne 3"}'
    assert lines[0]["chain"] == standing_log.name
    assert lines[-2]["checkpoint"]["seq"] == 40
    status, said = judge(content)
    assert (status, said.splitlines()[1]) == (
        SOUND,
        "Shown in full: 40. Left out, proven by their digest only: 0.",
    )


def test_without_a_key_the_verdict_says_that_the_file_vouches_for_itself(content, judge):
    status, said = judge(content, key=None)
    assert status == SOUND
    assert f"Compare its short name, {key_id(public_key())}" in said


def test_steps_of_any_size_make_a_sound_file(standing_log, monkeypatch, judge):
    monkeypatch.setattr("tenantpilot.audit.export.AT_ONCE", 7)
    pieces, cursor = [], ""
    while True:
        with standing_log.scope() as scope:
            made = step(scope, AuditFilters(), cursor)
        pieces.append(made.content)
        if made.is_last:
            break
        cursor = made.cursor
    assert len(pieces) == 6
    assert judge(b"".join(pieces))[0] == SOUND


@pytest.mark.proves("AUD-011", "AUD-014", negative=True)
@pytest.mark.parametrize("mode", ["only", "except"])
def test_an_export_of_a_narrowed_member_contains_only_theirs(standing_log, judge, mode):
    (first, first_ref), (second, second_ref) = standing_log.tenants()
    content = standing_log.export(tenants=TenantSet(mode, frozenset({first if mode == "only" else second})))
    shown = [one for one in lines_of(content) if "action" in one]
    hidden = [one for one in lines_of(content) if "digest" in one]
    theirs = standing_log.about(first_ref)
    assert {one["tenant_ref"] for one in shown} == {first_ref}
    assert [one["seq"] for one in shown] == theirs
    assert [one["seq"] for one in hidden] == [seq for seq in range(1, 41) if seq not in theirs]
    assert all(one.keys() == {"seq", "digest", "hash"} for one in hidden)
    assert second_ref.encode() not in content
    assert named(content) == {one["actor_ref"] for one in shown if one["actor_kind"] == "person"}
    assert named(content) < named(standing_log.export())
    status, said = judge(content)
    assert status == SOUND
    assert f"these tenants only: {first_ref}" in said


@pytest.mark.proves("AUD-011", negative=True)
def test_people_export_with_their_own_reach(module_database, standing_log, judge):
    ref = standing_log.tenants()[0][1]
    theirs = standing_log.about(ref)
    with open_scope(context_of("northwind-temporary"), Capability.AUDIT_EXPORT) as scope:
        narrowed = lines_of(b"".join(export_lines(scope)))
        assert visible(scope) == theirs
    shown = [one for one in narrowed if "action" in one]
    assert {one["tenant_ref"] for one in shown} == {ref}
    assert [one["seq"] for one in shown] == theirs


def test_looking_at_the_whole_chain_ends_with_its_block(standing_log):
    theirs = standing_log.about(standing_log.tenants()[0][1])
    with open_scope(context_of("northwind-temporary"), Capability.AUDIT_EXPORT) as scope:
        with whole_chain(scope):
            assert visible(scope) == list(range(1, 41))
        assert visible(scope) == theirs
        with pytest.raises(LookupError), whole_chain(scope):
            raise LookupError
        assert visible(scope) == theirs


@pytest.mark.proves("AUD-014", negative=True)
def test_a_digest_cannot_be_guessed_from_the_content(standing_log):
    whole = [one for one in lines_of(standing_log.export()) if "action" in one]
    narrowed = standing_log.export(tenants=TenantSet("only", frozenset({standing_log.tenants()[0][0]})))
    hidden = next(one for one in lines_of(narrowed) if "digest" in one)
    true = whole[hidden["seq"] - 1]
    texts = [true[name] for name in HASHED]
    at = microseconds(datetime.fromisoformat(true["at"]))
    salted = digest(bytes.fromhex(true["salt"]), framed(standing_log.name), at, texts)
    assert salted.hex() == hidden["digest"]
    assert true["salt"].encode() not in narrowed  # without it, knowing every word of the entry proves nothing
    assert len({one["salt"] for one in whole}) == len(whole)


@pytest.mark.parametrize(
    ("filters", "seqs"),
    [
        ({"action": "workspace.created"}, [1]),
        ({"subject_kind": "membership", "action": "member.added"}, None),
        ({"denials_only": True}, []),
        ({"text": "workspace"}, [1]),
    ],
)
def test_filtered_exports_prove_their_place(standing_log, judge, filters, seqs):
    content = standing_log.export(AuditFilters(**filters))
    lines = lines_of(content)
    shown = [one for one in lines if "action" in one]
    if seqs is not None:
        assert [one["seq"] for one in shown] == seqs
    assert all(one["action"] == filters.get("action", one["action"]) for one in shown)
    assert lines[0]["filters"] == filters
    assert judge(content)[0] == SOUND


def test_a_period_is_cut_out_with_its_place_in_the_chain(standing_log, judge, tmp_path):
    whole = [one for one in lines_of(standing_log.export()) if "seq" in one]
    since, until = whole[9]["at"], whole[19]["at"]
    content = standing_log.export(AuditFilters(since=since, until=until))
    lines = lines_of(content)
    shown = [one["seq"] for one in lines if "seq" in one]
    assert shown[0] <= 10
    assert shown[-1] < 20
    assert lines[0]["previous"] == whole[shown[0] - 2]["hash"]
    assert lines[-2]["checkpoint"]["seq"] == shown[-1]
    assert judge(content, "--checkpoints", keep(tmp_path, standing_log.sign()))[0] == SOUND


@pytest.mark.parametrize("filters", [{"since": "2999-01-01"}, {"until": "2001-01-01"}])
def test_an_empty_period_is_a_sound_file_too(standing_log, judge, filters):
    content = standing_log.export(AuditFilters(**filters))
    assert [one for one in lines_of(content) if "seq" in one] == []
    assert judge(content)[0] == SOUND


def test_filters_that_cannot_be_read_are_refused(standing_log):
    with pytest.raises(InvalidInputError) as refusal:
        standing_log.export(AuditFilters(since="yesterday", text="x" * 201, actor="a\0b"))
    assert refusal.value.fields == {
        "since": "error-field-format",
        "text": "error-field-too-long",
        "actor": "error-field-format",
    }


@pytest.mark.proves("AUD-007")
def test_the_verifier_stands_alone(content, tmp_path):
    module = ast.parse(VERIFIER.read_text(encoding="utf-8"))
    imported = {
        (node.module or "" if isinstance(node, ast.ImportFrom) else alias.name).split(".")[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    copy, path = tmp_path / "verify.py", tmp_path / "export.jsonl"
    copy.write_bytes(VERIFIER.read_bytes())
    path.write_bytes(content)
    done = subprocess.run([sys.executable, "-I", copy, path], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (SOUND, "")
    path.write_bytes(content.replace(b"Contoso", b"Fabrikam", 1))
    done = subprocess.run([sys.executable, "-I", copy, path], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == TAMPERED
    assert NIL.hex not in done.stdout
