"""The one source of "now"; tests freeze it here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_frozen: datetime | None = None


def now() -> datetime:
    """The present moment as an aware UTC time."""
    return _frozen or datetime.now(UTC)


def moment(text: str) -> datetime | None:
    """The moment that a day or a time in ISO 8601 names, in UTC; None for anything else."""
    try:
        made = datetime.fromisoformat(text)
        return (made if made.tzinfo else made.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@contextmanager
def freeze(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (aware) inside the block: for tests, and for the demonstration's past."""
    global _frozen
    if at.tzinfo is None:
        raise ValueError("freeze() needs an aware datetime")
    before, _frozen = _frozen, at.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before


def move(by: timedelta) -> None:
    """Advance a frozen clock; refuses to touch a running one."""
    global _frozen
    if _frozen is None:
        raise RuntimeError("the clock is not frozen")
    _frozen += by
