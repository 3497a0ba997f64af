"""What the overviews show: codes, numbers, names as data, ISO 8601 times; never sentences. A missing time is empty.

Every figure has the address of the list it counts. `unknown` stands beside what is known, never inside it.
"""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class AttentionItem:
    """One thing that wants somebody, the most urgent first.

    `code` names the sentence, `subject` and `count` fill it, `at` is since when or until when.
    """

    code: str
    severity: str
    subject: str
    tenant_name: str
    count: int
    at: str
    href: str


@view
class SeverityRow:
    """Open findings of a severity now and how many more there are than a week ago; `share` is of the largest row."""

    severity: str
    count: int
    change: int
    share: int
    href: str


@view
class Gauge:
    """What was compared with baselines: `percent` of the decided parts is as it should be; -1 when nothing was decided.

    `unknown` parts could not be compared and count neither way.
    """

    percent: int
    matching: int
    deviating: int
    unknown: int
    unknown_percent: int
    oldest_at: str
    href: str


@view
class TrendPoint:
    """The end of a day. `is_known` is false on days after which nothing was read for longer than the rhythm allows."""

    day: str
    total: int
    urgent: int
    drift: int
    is_known: bool


@view
class TenantRow:
    """A tenant in the ranking by drift."""

    tenant_ref: str
    name: str
    environment: str
    tier: str
    href: str
    findings_href: str
    critical: int
    high: int
    medium: int
    low: int
    drift: int
    drift_change: int
    accepted: int
    read: int
    families: int
    complete_at: str
    compared_at: str
    is_compared: bool
    points: tuple[int, ...]


@view
class Freshness:
    """How much the figures rest on: tenants read completely, families that were not, the oldest complete reading."""

    tenants: int
    tenants_complete: int
    families: int
    families_read: int
    tenants_never_read: int
    oldest_at: str
    newest_at: str
    href: str


@view
class Overview:
    """A workspace's or a tenant's overview; `tenants` is empty for a single tenant."""

    attention: tuple[AttentionItem, ...]
    more: int
    open: int
    open_href: str
    pending: int
    accepted: int
    unassigned: int
    drift: int
    drift_change: int
    severities: tuple[SeverityRow, ...]
    gauge: Gauge
    trend: tuple[TrendPoint, ...]
    freshness: Freshness
    tenants: tuple[TenantRow, ...]
