"""The exported file: what is in it, for whom, and that nobody can change it unseen."""

from __future__ import annotations

import ast
import base64
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.scopes import open_scope
from tenantpilot.audit.export import SIGNED_AS, export_lines, step
from tenantpilot.audit.filters import AuditFilters
from tenantpilot.audit.links import digest, follow, framed, start
from tenantpilot.audit.signing import key_id, microseconds, moment, public_key, raw
from tenantpilot.audit.verification import whole_chain
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.kernel.ids import NIL
from tenantpilot.store.chain import HASHED
from tenantpilot.store.transaction import TenantSet
from tests.audit.world import VERIFIER, joined, keep, lines_of
from tests.people import context_of

SOUND, TAMPERED, UNUSABLE = 0, 1, 2


@pytest.fixture(scope="module")
def content(standing_log) -> bytes:
    return standing_log.export()


@pytest.fixture
def lines(content):
    return lines_of(content)


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
    assert {one["tenant_ref"] for one in shown} == {first_ref}
    assert len(shown) == 5  # the tenant's own entry and the four about it
    assert len(hidden) == 35
    assert all(one.keys() == {"seq", "digest", "hash"} for one in hidden)
    assert second_ref.encode() not in content
    assert b"usr_" not in b"".join(joined([one]) for one in lines_of(content) if "names" in one)
    status, said = judge(content)
    assert status == SOUND
    assert f"these tenants only: {first_ref}" in said


@pytest.mark.proves("AUD-011", negative=True)
def test_people_export_with_their_own_reach(module_database, standing_log, judge):
    with open_scope(context_of("northwind-temporary"), Capability.AUDIT_EXPORT) as scope:
        narrowed = lines_of(b"".join(export_lines(scope)))
        assert scope.session.connection().exec_driver_sql("select count(*) from audit_entry").scalar_one() == 5
    assert {one["tenant_ref"] for one in narrowed if "action" in one} == {standing_log.tenants()[0][1]}


def test_looking_at_the_whole_chain_ends_with_its_block(module_database):
    def visible(scope):
        return scope.session.connection().exec_driver_sql("select count(*) from audit_entry").scalar_one()

    with open_scope(context_of("northwind-temporary"), Capability.AUDIT_EXPORT) as scope:
        with whole_chain(scope):
            assert visible(scope) == 40
        assert visible(scope) == 5
        with pytest.raises(LookupError), whole_chain(scope):
            raise LookupError
        assert visible(scope) == 5


@pytest.mark.proves("AUD-014", negative=True)
def test_a_digest_cannot_be_guessed_from_the_content(standing_log):
    whole = [one for one in lines_of(standing_log.export()) if "action" in one]
    narrowed = standing_log.export(tenants=TenantSet("only", frozenset({standing_log.tenants()[0][0]})))
    hidden = next(one for one in lines_of(narrowed) if one.get("seq") == 17)
    true = whole[16]
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


def change(number, **values):
    def attack(lines):
        lines[number] |= values

    return attack


def within(number, name, **values):
    def attack(lines):
        lines[number][name] |= values

    return attack


def drop(number):
    def attack(lines):
        del lines[number]

    return attack


def cut_tail(lines):
    del lines[36:41]


def swap(lines):
    lines[17], lines[18] = lines[18], lines[17]


def repeat(lines):
    lines.insert(17, lines[17])


def insert(lines):
    lines.insert(17, {**lines[17], "seq": 17, "action": "member.removed"})


def hide(lines):
    one = lines[17]
    said = digest(
        bytes.fromhex(one["salt"]),
        framed(lines[0]["chain"]),
        microseconds(datetime.fromisoformat(one["at"])),
        [one[name] for name in HASHED],
    )
    lines[17] = {"seq": 17, "digest": said.hex(), "hash": one["hash"]}


def move_end(lines):
    lines.append(lines.pop(20))


def rechained(lines):
    """New hashes after an edit, everywhere but in the signatures."""
    lines[17]["reason"] = "nothing to see"
    previous = start(lines[0]["chain"]).hash
    for one in lines[1:41]:
        texts = [one[name] for name in HASHED]
        at = microseconds(datetime.fromisoformat(one["at"]))
        said = digest(bytes.fromhex(one["salt"]), framed(lines[0]["chain"]), at, texts)
        previous = follow(previous, one["seq"], said)
        one["hash"] = previous.hex()


FILE_ATTACKS = [
    *((f"entry's {name}", change(17, **{name: "x"}), 18) for name in HASHED),
    ("entry's time", change(17, at="2026-01-01T00:00:00.000000Z"), 18),
    ("entry's time in another form", change(17, at="2026-01-01"), 18),
    ("entry's salt", change(17, salt="00" * 16), 18),
    ("entry's hash", change(17, hash="00" * 32), 18),
    ("entry's hash no hash", change(17, hash="none"), 18),
    ("entry's number", change(17, seq=99), 18),
    ("entry's number a text", change(17, seq="17"), 18),
    ("field added", change(17, note="x"), 18),
    ("field of another type", change(17, reason=["x"]), 18),
    ("entry deleted", drop(17), 18),
    ("first entry deleted", drop(1), 2),
    ("last entries cut", cut_tail, 38),
    ("two swapped", swap, 18),
    ("one repeated", repeat, 19),
    ("one inserted", insert, 18),
    ("one hidden", hide, 43),
    ("one moved behind the end", move_end, 21),
    ("everything rechained", rechained, 42),
    ("who made it", change(0, made_by="usr_aaaaaaaaaaaaaaaaaaaa"), 43),
    ("what was filtered", change(0, filters={"action": "member.added"}), 43),
    ("chain named otherwise", change(0, chain="wsp_aaaaaaaaaaaaaaaaaaaa"), 1),
    ("beginning moved", change(0, first=2), 2),
    ("beginning of another chain", change(0, previous="00" * 32), 1),
    ("a name", change(41, names={"usr_x": "Somebody Else"}), 43),
    ("names dropped", drop(41), 42),
    ("checkpoint's number", within(42, "checkpoint", seq=39), 43),
    ("checkpoint's hash", within(42, "checkpoint", hash="00" * 32), 43),
    ("checkpoint's time", within(42, "checkpoint", at="2020-01-01T00:00:00.000000Z"), 43),
    ("checkpoint's key", within(42, "checkpoint", key="0123456789abcdef"), 43),
    ("checkpoint's signature", within(42, "checkpoint", signature="AAAA"), 43),
    ("checkpoint taken out", change(42, checkpoint=None), 43),
    ("manifest's count", within(43, "manifest", entries=39), 44),
    ("manifest's end", within(43, "manifest", last=39), 44),
    ("manifest's signature", change(43, signature="AAAA"), 44),
    ("end missing", drop(43), 43),
]


@pytest.mark.proves("AUD-007", negative=True)
@pytest.mark.parametrize(("attack", "line"), [one[1:] for one in FILE_ATTACKS], ids=[one[0] for one in FILE_ATTACKS])
def test_a_changed_file_is_refused_and_the_line_named(lines, judge, attack, line):
    attack(lines)
    status, said = judge(joined(lines))
    assert status == TAMPERED, said
    named = int(said.removeprefix("TAMPERED: line ").split()[0].rstrip(":"))
    assert abs(named - line) <= 1, said


@pytest.mark.proves("AUD-007", negative=True)
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-40],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b'"seq":17,', b'"seq": 17,'),
        lambda content: content.replace(b"\n", b"\r\n", 3),
        lambda content: content + b"\n",
        lambda content: content + content.splitlines()[-1] + b"\n",
        lambda content: content.replace(b"M\xc3\xbcller", b"M\xfcller", 1),
    ],
)
def test_damaged_bytes_are_refused(content, judge, damage):
    assert judge(damage(content))[0] == TAMPERED


@pytest.mark.parametrize("content", [b"", b"not json\n", b"[]\n", b'{"format":"something else"}\n'])
def test_other_files_are_called_unusable(judge, content):
    assert judge(content)[0] == UNUSABLE


def test_a_later_version_of_the_format_is_not_judged(lines, judge):
    change(0, version=2)(lines)
    assert judge(joined(lines))[0] == UNUSABLE


@pytest.mark.proves("AUD-005", "AUD-007", negative=True)
def test_a_forger_with_a_key_of_his_own_deceives_only_those_who_bring_none(lines, judge):
    rechained(lines)
    forger = Ed25519PrivateKey.generate()
    name, key = key_id(forger.public_key()), base64.b64encode(raw(forger.public_key())).decode()

    def signed(message: bytes) -> str:
        return base64.b64encode(forger.sign(message)).decode()

    checkpoint = lines[42]["checkpoint"] | {"hash": lines[40]["hash"], "key": name}
    text = f"tenantpilot audit checkpoint v1\n{checkpoint['chain']}\n40\n{checkpoint['hash']}\n{checkpoint['at']}\n"
    lines[42]["checkpoint"] = checkpoint | {"signature": signed(text.encode())}
    total = sha256(SIGNED_AS).digest()
    for line in joined(lines[:-1]).splitlines(keepends=True):
        total = sha256(total + line).digest()
    manifest = lines[43]["manifest"] | {"total": total.hex()}
    message = SIGNED_AS + json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    lines[43] = {"manifest": manifest, "key": name, "public_key": key, "signature": signed(message)}

    assert judge(joined(lines), key=None)[0] == SOUND
    status, said = judge(joined(lines))
    assert (status, "none of yours" in said) == (TAMPERED, True)


@pytest.mark.proves("AUD-005", negative=True)
def test_a_file_that_ends_before_a_kept_checkpoint_was_cut(log, judge, tmp_path):
    early = log.export()
    log.write(3)
    kept = keep(tmp_path, log.sign())
    assert judge(early, "--checkpoints", kept)[0] == SOUND  # made before the checkpoint
    late = log.export()
    assert judge(late, "--checkpoints", kept)[0] == SOUND
    # The same shortened chain, signed by a server whose log was cut after the checkpoint was taken.
    cut = lines_of(early)
    later = moment(microseconds(datetime.now(UTC) + timedelta(hours=1)))
    cut[0]["made_at"] = later
    status, said = judge(_resigned(cut, later), "--checkpoints", kept)
    assert (status, "cut off" in said) == (TAMPERED, True)


def _resigned(lines, made_at):
    from tenantpilot.audit.signing import sign

    total = sha256(SIGNED_AS).digest()
    for line in joined(lines[:-1]).splitlines(keepends=True):
        total = sha256(total + line).digest()
    manifest = lines[-1]["manifest"] | {"total": total.hex(), "made_at": made_at}
    message = SIGNED_AS + json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
    lines[-1] |= {"manifest": manifest, "signature": base64.b64encode(sign(message)).decode()}
    return joined(lines)


def test_kept_checkpoints_need_a_key_and_a_good_signature(content, judge, tmp_path, standing_log):
    kept = keep(tmp_path, standing_log.sign())
    assert judge(content, "--checkpoints", kept, key=None)[0] == UNUSABLE
    kept.write_text(kept.read_text().replace('"seq": 40', '"seq": 39'))
    assert judge(content, "--checkpoints", kept)[0] == TAMPERED
    kept.write_text("nonsense")
    assert judge(content, "--checkpoints", kept)[0] == UNUSABLE


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
