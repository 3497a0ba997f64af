"""The one list of audit actions, `noun.participle`. The log refuses any other; the page has a name for each."""

from __future__ import annotations

ACTIONS = frozenset(
    {
        "access.denied",
        "audit.exported",
        "audit.verified",
        "invitation.accepted",
        "invitation.created",
        "invitation.renewed",
        "invitation.revoked",
        "member.added",
        "member.changed",
        "member.removed",
        "run.blocked",
        "session.ended",
        "session.refused",
        "session.started",
        "tenant.added",
        "user.added",
        "workspace.created",
    }
)

# Refused attempts: the log lists them apart, because they say what somebody wanted and did not get.
DENIALS = frozenset({"access.denied", "run.blocked", "session.refused"})
