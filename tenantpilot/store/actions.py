"""The one list of audit actions, `noun.participle`. The log refuses any other; the page has a name for each."""

from __future__ import annotations

ACTIONS = frozenset(
    {
        "access.denied",
        "artifact.downloaded",
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
        "run.cancel_requested",
        "run.cancelled",
        "run.failed",
        "run.partially_succeeded",
        "run.queued",
        "run.succeeded",
        "schedule.created",
        "schedule.deleted",
        "schedule.paused",
        "schedule.resumed",
        "session.ended",
        "session.refused",
        "session.started",
        "tenant.added",
        "user.added",
        "user.appointed",
        "user.deactivated",
        "user.dismissed",
        "user.reactivated",
        "workspace.created",
        "workspace.resumed",
        "workspace.suspended",
    }
)

# Refused attempts: the log lists them apart, because they say what somebody wanted and did not get.
DENIALS = frozenset({"access.denied", "run.blocked", "session.refused"})
