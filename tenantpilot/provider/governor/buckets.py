"""The buckets' arithmetic in plain Python: for a process whose Redis is away, and for simulations.

`script.lua` does the same inside Redis; a test holds the two together. Times are whole milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tenantpilot.provider.governor.demand import Bucket
from tenantpilot.provider.governor.model import (
    BACKGROUND_SHARE,
    BACKGROUND_SHARE_BEHIND_PEOPLE,
    PERSON_SECONDS,
    RECOVERY_SECONDS,
    SLOTS,
    SMALLEST_SHARE,
)


@dataclass
class BucketState:
    """What is known of one bucket: counts by slot, a pause, a learned share of the limit, a waiting person."""

    counts: dict[int, int] = field(default_factory=dict)
    paused_until: int = 0
    share: float = 1.0
    share_at: int = 0
    person_until: int = 0

    def used(self, now: int, width: int) -> int:
        """Requests in the window; older counts are dropped."""
        oldest = now // width - SLOTS
        for slot in [slot for slot in self.counts if slot < oldest]:
            del self.counts[slot]
        return sum(self.counts.values())

    def most(self, limit: int, now: int, *, is_background: bool) -> int:
        """What may be in the window now."""
        grown = self.share + (now - self.share_at) / (RECOVERY_SECONDS * 1000)
        most = max(1, int(limit * min(1.0, grown)))
        if not is_background:
            return most
        if self.person_until > now:
            return int(most * BACKGROUND_SHARE_BEHIND_PEOPLE)
        return max(1, int(most * BACKGROUND_SHARE))


def wait_for(state: BucketState, bucket: Bucket, now: int, *, is_background: bool) -> int:
    """Milliseconds until the bucket has room, 0 while it has."""
    if state.paused_until > now:
        return state.paused_until - now
    width = slot_width(bucket)
    used = state.used(now, width)
    most = state.most(bucket.limit.most, now, is_background=is_background)
    if most == 0:
        return max(1, state.person_until - now)
    cost = min(bucket.cost, most)
    if used + cost <= most:
        return 0
    for slot in sorted(state.counts):
        used -= state.counts[slot]
        if used + cost <= most:
            return max(0, (slot + SLOTS + 1) * width - now)
    return 1


def admit(states: dict[str, BucketState], buckets: tuple[Bucket, ...], now: int, *, is_background: bool) -> int:
    """Count in all buckets or in none; milliseconds to wait in the latter case."""
    found = [(states.setdefault(one.key, BucketState()), one) for one in buckets]
    waits = [wait_for(state, bucket, now, is_background=is_background) for state, bucket in found]
    longest = max(waits, default=0)
    for (state, bucket), wait in zip(found, waits, strict=True):
        if longest == 0:
            slot = now // slot_width(bucket)
            state.counts[slot] = state.counts.get(slot, 0) + bucket.cost
        elif wait and not is_background:
            state.person_until = max(state.person_until, now + wait + int(PERSON_SECONDS * 1000))
    return longest


def learn(state: BucketState, bucket: Bucket, now: int, pause: int) -> None:
    """Pause, and expect half of what was sent until now. Refusals within one pause teach once."""
    if now >= state.paused_until:
        used = state.used(now, slot_width(bucket))
        most = state.most(bucket.limit.most, now, is_background=False)
        state.share = max(SMALLEST_SHARE, min(used, most) / 2 / bucket.limit.most)
        state.share_at = now
    state.paused_until = max(state.paused_until, now + pause)


def slot_width(bucket: Bucket) -> int:
    """The length of a slot."""
    return max(1, int(bucket.limit.window * 1000 / SLOTS))
