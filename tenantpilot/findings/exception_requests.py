"""What somebody asks for who wants a risk accepted, checked, and the digest that stands for all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from tenantpilot.findings.rule_bodies import ExceptionRules, Severity
from tenantpilot.findings.tables import Finding, FindingException
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.ledger import canonical

LONGEST = 4000
AFTER_EXPIRY = ("restart", "continue")
TEXTS = ("justification", "evidence", "measures")


@dataclass(frozen=True)
class RequestForm:
    """What a form asks for. `owner` is the public id of who answers for the risk; empty: who asks.

    `observed_digest` is what the form showed as found (RequestTerms), so that nobody asks about a value they did not
    see. `review_at` is when somebody looks at it again, if anybody; `after_expiry` empty: as the rules propose.
    """

    justification: str
    expires_at: datetime | None
    observed_digest: str
    owner: str = ""
    evidence: str = ""
    measures: str = ""
    review_at: datetime | None = None
    after_expiry: str = ""


def cleaned(form: RequestForm, rules: ExceptionRules) -> RequestForm:
    """The form without blanks around its texts, and with what the rules propose where it says nothing."""
    texts = {name: getattr(form, name).strip() for name in TEXTS}
    return replace(form, **texts, after_expiry=form.after_expiry or rules.after_expiry)


def check(form: RequestForm, latest_end: datetime, at: datetime, *, after: datetime | None = None) -> datetime:
    """Refuse what no request may say, and say when it ends; an extension ends later than what it extends (`after`).

    Raises:
        InvalidInputError: per field what is wrong.
    """
    wrong = {name: "error-field-too-long" for name in TEXTS if len(getattr(form, name)) > LONGEST}
    if not form.justification:
        wrong["justification"] = "error-field-required"
    if problem := _end(form.expires_at, latest_end, at, after):
        wrong["expires_at"] = problem
    if problem := _review(form, at):
        wrong["review_at"] = problem
    if form.after_expiry not in AFTER_EXPIRY:
        wrong["after_expiry"] = "error-field-choice"
    if wrong or form.expires_at is None:
        raise InvalidInputError(wrong)
    return form.expires_at


def _end(end: datetime | None, latest_end: datetime, at: datetime, after: datetime | None) -> str:
    if end is None:
        return "error-field-required"
    if end.tzinfo is None or end <= at:
        return "error-field-future"
    if end > latest_end:
        return "error-field-exception-longest"
    return "error-field-exception-later" if after is not None and end <= after else ""


def _review(form: RequestForm, at: datetime) -> str:
    if form.review_at is None:
        return ""
    if form.review_at.tzinfo is None or form.review_at <= at:
        return "error-field-future"
    return "error-field-exception-review" if form.expires_at and form.review_at > form.expires_at else ""


def latest_end(rules: ExceptionRules, severity: str, at: datetime) -> datetime:
    """The latest end that a request of this moment may ask for: the last second of the last day allowed (UTC)."""
    last = at.astimezone(UTC) + timedelta(days=rules.longest_days[cast("Severity", severity)])
    return last.replace(hour=23, minute=59, second=59, microsecond=999999)


def pinned(finding: Finding) -> str:
    """What the acceptance is about, kept as it was shown: kind, digests, count and facts of the finding."""
    return canonical(
        {
            "kind": finding.kind,
            "expected_digest": finding.expected_digest,
            "observed_digest": finding.observed_digest,
            "differences": finding.differences,
            "subject_ref": finding.subject_ref,
            "subject_name": finding.subject_name,
            "source_kind": finding.source_kind,
            "source_ref": finding.source_ref,
            "source_name": finding.source_name,
            "observed_at": finding.observed_at.isoformat(),
            "detail": json.loads(finding.detail),
        }
    )


def digest(row: FindingException, names: Mapping[str, str]) -> str:
    """SHA-256 over everything that is asked, in canonical JSON; `names` are the public ids behind the row's keys."""
    asked: dict[str, Any] = {
        "request": row.public_id,
        "number": row.number,
        "finding": names["finding"],
        "tenant": names["tenant"],
        "requester": names["requester"],
        "owner": names["owner"],
        "supersedes": names["supersedes"],
        "severity": row.severity,
        "justification": row.justification,
        "evidence": row.evidence,
        "measures": row.measures,
        "pinned_digest": row.pinned_digest,
        "pinned": row.pinned,
        "after_expiry": row.after_expiry,
        "needs_second": row.needs_second,
        "review_at": _moment(row.review_at),
        "expires_at": _moment(row.expires_at),
    }
    return hashlib.sha256(canonical(asked).encode()).hexdigest()


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="microseconds") if at else ""


def asks_the_same(row: FindingException, form: RequestForm, owner_ref: str, row_owner_ref: str) -> bool:
    """Whether a request says already what a form asks for (sent twice, or sent unchanged)."""
    return owner_ref == row_owner_ref and (
        (row.justification, row.evidence, row.measures, row.expires_at, row.review_at, row.after_expiry)
        == (form.justification, form.evidence, form.measures, form.expires_at, form.review_at, form.after_expiry)
    )
