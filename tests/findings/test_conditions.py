"""What known facts of a tenant mean, and that what is unknown means nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.findings import conditions
from tenantpilot.findings.conditions import CONNECTION, CREDENTIAL, INVENTORY, SyncFacts
from tenantpilot.findings.facts import Facts
from tenantpilot.findings.observing import Source
from tenantpilot.kernel.clock import now
from tenantpilot.tenants.operability import ConnectionFacts

AT = now()
GOOD = {"state": "enabled", "consent": "granted", "health": "healthy", "connection_ref": "con_a", "checked_at": AT,
        "posture": "complete", "has_credential": True, "expiry": "valid",
        "credential_expires_at": AT + timedelta(days=90)}  # fmt: skip


def told(sync: SyncFacts | None = None, **changes):
    way = ConnectionFacts(**(GOOD | changes))
    found = conditions.told("ten_a", way, sync or SyncFacts(), lambda kind, proposed: proposed or "high", AT)
    return {one.source.kind: one for one in found}


def kinds(**changes):
    return {one.kind: Facts.read(_json(one.detail)).reason_code for t in told(**changes).values() for one in t.seen}


def _json(detail) -> str:
    import json

    return json.dumps(dict(detail))


@pytest.mark.proves("SLA-030")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {}),
        ({"consent": "withdrawn", "health": "failing"}, {"consent_lost": "consent_withdrawn"}),
        ({"consent": "missing"}, {"consent_lost": "consent_missing"}),
        ({"posture": "incomplete", "missing_permissions": 2}, {"consent_lost": "permission_missing"}),
        ({"health": "failing", "reason_code": "credential_wrong"}, {"connection_failing": "credential_wrong"}),
        ({"health": "degraded"}, {}),
        ({"expiry": "month"}, {"credential_expiring": "credential_expiring"}),
        ({"expiry": "expired"}, {"credential_expiring": "credential_expired"}),
    ],
)
def test_what_facts_mean(changes, expected):
    assert kinds(**changes) == expected


@pytest.mark.proves("SLA-031", negative=True)
@pytest.mark.parametrize(
    ("changes", "source", "undecided"),
    [
        ({"consent": "unknown"}, CONNECTION, 1),
        ({"health": "unknown"}, CONNECTION, 1),
        ({"consent": "unknown", "health": "unknown"}, CONNECTION, 2),
        ({"posture": "unknown"}, CONNECTION, 1),
        ({"consent": "withdrawn", "health": "failing"}, CONNECTION, 1),
        ({"credential_expires_at": None, "expiry": "unknown"}, CREDENTIAL, 1),
    ],
)
def test_what_is_unknown_is_undecided(changes, source, undecided):
    assert len(told(**changes)[source].unknown) == undecided


@pytest.mark.proves("SLA-031", negative=True)
def test_who_knows_nothing_says_nothing():
    assert told(checked_at=None, has_credential=False) == {}
    for state in ("unknown", "missing", "disabled"):
        assert told(state=state) == {}
    assert conditions.replaced(ConnectionFacts(state="unknown"), [(CONNECTION, "con_b")]) == []
    gone = conditions.replaced(
        ConnectionFacts(**GOOD), [(CONNECTION, "con_b"), (CONNECTION, "con_a"), ("baseline", "x")]
    )
    assert gone == [Source(CONNECTION, "con_b")]


@pytest.mark.proves("SLA-030")
@pytest.mark.parametrize(
    ("outcomes", "seen", "undecided"),
    [
        (("succeeded", "failed"), 0, 0),
        (("partially_succeeded", "failed"), 0, 0),
        (("failed", "succeeded"), 0, 1),
        (("failed", ""), 0, 1),
        (("failed", "failed"), 1, 0),
    ],
)
def test_one_failed_sync_may_be_chance_and_two_are_not(outcomes, seen, undecided):
    found = told(SyncFacts(*outcomes, "timeout", AT))[INVENTORY]
    assert (len(found.seen), len(found.unknown), found.observed_at) == (seen, undecided, AT)
