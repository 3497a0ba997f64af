"""When the product does something about an acceptance by itself: reminders, the review, the end. No I/O."""

from __future__ import annotations

from datetime import datetime, timedelta

from tenantpilot.findings.rule_bodies import ExceptionRules
from tenantpilot.findings.tables import FindingException


def reminders(row: FindingException, known: ExceptionRules) -> list[tuple[int, datetime]]:
    """(days before the end, when), the earliest first."""
    return [(days, row.expires_at - timedelta(days=days)) for days in sorted(set(known.reminder_days), reverse=True)]


def following(row: FindingException, known: ExceptionRules, after: datetime) -> datetime:
    """The next moment after this one at which something is due; the end at the latest."""
    moments = [at for _, at in reminders(row, known)] + [at for at in (row.review_at,) if at]
    return min((at for at in moments if after < at < row.expires_at), default=row.expires_at)


def due_reminder(row: FindingException, known: ExceptionRules, at: datetime) -> int:
    """The reminder that is due now: the nearest to the end of those that came since the last one; 0 for none."""
    begun = row.approved_at if row.second_at is None else row.second_at
    came = [days for days, moment in reminders(row, known) if begun is not None and begun < moment <= at]
    nearest = min(came, default=0)
    return nearest if nearest and (row.reminded_days == 0 or nearest < row.reminded_days) else 0


def review_due(row: FindingException, at: datetime) -> bool:
    """Whether the day of review has come; telling it twice is prevented by the notice's own key."""
    return row.review_at is not None and row.review_at <= at
