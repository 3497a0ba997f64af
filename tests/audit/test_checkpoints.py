"""Signed checkpoints: when they are taken, what they refuse to sign, and keys that changed."""

from __future__ import annotations

import base64
import json
import logging
from datetime import timedelta

import pytest

from tenantpilot.audit import checkpoints
from tenantpilot.audit.checkpoints import BrokenChainError, take_all, take_due, take_now
from tenantpilot.audit.links import Kind
from tenantpilot.audit.signing import (
    Checkpoint,
    key_id,
    known_keys,
    moment,
    parse_checkpoints,
    public_key,
    public_key_base64,
    public_key_pem,
)
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import load, settings
from tests.audit.test_tampering import cut_tail, edit
from tests.audit.world import administrator
from tests.servers import SECRET_KEY

OTHER_SECRET = base64.b64encode(b"an entirely different secret of this installation").decode()


@pytest.mark.proves("AUD-005")
def test_a_checkpoint_is_signed_and_says_where_the_chain_stands(log):
    made = log.sign()
    assert made.is_genuine
    assert (made.chain, made.link.seq, made.key_id) == (log.name, 40, key_id(public_key()))
    assert made.statement.decode().splitlines() == [
        "tenantpilot audit checkpoint v1",
        log.name,
        "40",
        made.link.hash.hex(),
        made.at,
    ]
    report = log.verify()
    assert (report.checkpoints, report.signed) == (1, made.link)


def test_an_unchanged_chain_keeps_its_checkpoint(log):
    assert log.sign() == log.sign()
    log.write(1)
    assert log.sign().link.seq == 41
    assert log.verify().checkpoints == 2


@pytest.mark.proves("AUD-005")
def test_the_timer_signs_what_grew_and_nothing_too_often(log):
    names = {one.chain for one in take_due()}
    assert log.name in names
    assert take_due() == []
    log.write(1)
    assert take_due() == []  # the last one is younger than an hour
    with freeze(now() + timedelta(minutes=61)):
        (taken,) = take_due()
        assert taken.chain == log.name
        assert taken.checkpoint is not None
        assert taken.checkpoint.link.seq == 41
        assert take_due() == []


def test_taking_one_puts_it_into_the_servers_log(log, caplog):
    with caplog.at_level(logging.INFO, logger="tenantpilot.audit.checkpoints"):
        (taken,) = take_all(log.name)
    assert taken.checkpoint is not None
    assert str(taken.checkpoint.record()) in caplog.text


@pytest.mark.proves("AUD-005", negative=True)
@pytest.mark.parametrize(("attack", "kind", "seq"), [(edit("reason"), Kind.ALTERED, 17), (cut_tail, Kind.CUT_OFF, 36)])
def test_a_broken_chain_is_not_signed_and_the_log_says_so(log, other, caplog, attack, kind, seq):
    with administrator(log.database) as power:
        attack(power, log, other)
    with pytest.raises(BrokenChainError) as refusal:
        take_now(log.key, log.name)
    assert (refusal.value.fault.kind, refusal.value.fault.seq) == (kind, seq)
    broken = [one for one in take_due() if one.fault]
    assert [(one.chain, one.checkpoint) for one in broken] == [(log.name, None)]
    assert f"{log.name}: {kind.value} at entry {seq}" in caplog.text


@pytest.mark.proves("AUD-005", negative=True)
def test_a_rewritten_chain_is_not_signed_again(log, other):
    from tests.audit.test_tampering import edit_and_rechain

    log.sign()
    with administrator(log.database) as power:
        edit_and_rechain(power, log, other)
    log.write(1)
    with pytest.raises(BrokenChainError) as refusal:
        take_now(log.key, log.name)
    assert (refusal.value.fault.kind, refusal.value.fault.seq) == (Kind.REWRITTEN, 40)


def test_only_what_was_added_is_checked_again(log, other, monkeypatch):
    log.sign()
    log.write(2)
    checked = []
    real = checkpoints.check_entries
    monkeypatch.setattr(checkpoints, "check_entries", lambda *a: checked.append(a[1:]) or real(*a))
    log.sign()
    assert checked == [(41, 42)]


def use(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


@pytest.mark.proves("AUD-005", negative=True)
def test_checkpoints_of_a_former_key_count_while_it_is_listed(log, monkeypatch):
    old = public_key_base64()
    log.sign()
    use(monkeypatch, TENANTPILOT_SECRET_KEY=OTHER_SECRET)
    assert public_key_base64() != old
    fault = log.verify().fault
    assert fault is not None
    assert fault.kind is Kind.FORGED
    use(monkeypatch, TENANTPILOT_AUDIT_FORMER_KEYS=f" {old} ,")
    assert log.verify().is_sound
    assert log.sign().key_id == key_id(public_key())  # the same entry, signed anew
    assert log.verify().checkpoints == 2
    assert len(known_keys()) == 2


@pytest.mark.parametrize("value", ["nonsense", "AAAA", f"{SECRET_KEY}"])
def test_former_keys_that_are_none_stop_the_start(database, value):
    with pytest.raises(ConfigurationError, match="TENANTPILOT_AUDIT_FORMER_KEYS"):
        load(TENANTPILOT_AUDIT_FORMER_KEYS=value)


def test_checkpoints_survive_their_journey_through_a_file(log):
    made = log.sign()
    line = json.dumps(made.record())
    assert parse_checkpoints(f"\n{line}\n") == [made]
    assert parse_checkpoints(json.dumps({"checkpoint": made.record()})) == [made]


@pytest.mark.parametrize("text", ["x", "[]", "{}", '{"chain": "x"}', '{"checkpoint": null}'])
def test_what_is_no_checkpoint_is_named_by_its_line(text):
    with pytest.raises(ValueError, match="line 2 is not a checkpoint"):
        parse_checkpoints(f"\n{text}")


@pytest.mark.proves("AUD-005", negative=True)
@pytest.mark.parametrize("field", ["chain", "seq", "hash", "at", "key", "signature"])
def test_a_signature_covers_every_field(log, field):
    record = log.sign().record()
    record[field] = {
        "chain": "installation",
        "seq": 39,
        "hash": "00" * 32,
        "at": moment(0),
        "key": "0123456789abcdef",
        "signature": base64.b64encode(bytes(64)).decode(),
    }[field]
    assert not Checkpoint.from_record(record).is_genuine


def test_the_public_key_comes_in_both_forms(database):
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    assert load_pem_public_key(public_key_pem().encode()) == public_key()
    assert len(base64.b64decode(public_key_base64())) == 32
