"""An exported file that somebody changed: refused, with the line that gives it away."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tenantpilot.audit.export import SIGNED_AS
from tenantpilot.audit.links import digest, follow, framed, start
from tenantpilot.audit.signing import key_id, microseconds, moment, raw
from tenantpilot.store.chain import HASHED
from tests.audit.test_tampering import edit_and_rechain
from tests.audit.world import administrator, joined, keep, lines_of

SOUND, TAMPERED, UNUSABLE = 0, 1, 2


@pytest.fixture(scope="module")
def content(standing_log) -> bytes:
    return standing_log.export()


@pytest.fixture
def lines(content):
    return lines_of(content)


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


@pytest.mark.proves("AUD-005", "AUD-007", negative=True)
def test_a_chain_rewritten_before_the_server_signed_it_meets_the_kept_checkpoint(log, other, judge, tmp_path):
    kept = keep(tmp_path, log.sign())
    with administrator(log.database) as power:
        edit_and_rechain(power, log, other)
        power.execute("delete from audit_checkpoint")
    log.write(3)
    content = log.export()
    assert judge(content)[0] == SOUND  # the server knows no better
    status, said = judge(content, "--checkpoints", kept)
    assert (status, said.split(":")[1].strip()) == (TAMPERED, "line 41 (entry 40)")


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
