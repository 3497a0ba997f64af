"""A line without gaps from days that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenantpilot.attention import trend

FIRST = date(2026, 2, 20)


@dataclass(frozen=True)
class End:
    """The end of a day of one tenant."""

    tenant_id: str
    day: date
    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    drift: int = 0

    @property
    def total(self) -> int:
        return self.critical + self.high + self.medium + self.low

    @property
    def urgent(self) -> int:
        return self.critical + self.high


def _day(after: int) -> date:
    return FIRST + timedelta(days=after)


@pytest.mark.proves("OVR-005")
@given(
    ends=st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.integers(-40, 59)),
        st.tuples(*[st.integers(0, 9)] * 4, st.integers(0, 99)),
        max_size=40,
    )
)
def test_each_day_stands_as_the_last_one_before_it_that_changed(ends):
    rows = sorted((End(tenant, _day(at), *values) for (tenant, at), values in ends.items()), key=lambda one: one.day)
    line = trend.line(rows, {("a", FIRST)}, FIRST, _day(59))
    assert [one.day for one in line] == [_day(at) for at in range(60)]
    for one in line:
        last = {row.tenant_id: row for row in rows if row.day <= one.day}.values()
        assert one.total == sum(row.total for row in last)
        assert one.urgent == sum(row.urgent for row in last)
        assert one.drift == sum(row.drift for row in last)
        assert one.by_severity == tuple(
            sum(getattr(row, name) for row in last) for name in ("critical", "high", "medium", "low")
        )


@pytest.mark.proves("OVR-005", negative=True)
def test_nothing_is_known_long_after_the_last_reading():
    read = {("a", _day(-10)), ("b", _day(50))}
    line = trend.line([], read, FIRST, _day(60))
    gaps = [one.day for one in line if not one.is_known]
    assert gaps == [_day(at) for at in range(26, 50)]
    assert not any(one.is_known for one in trend.line([], set(), FIRST, _day(3)))


def test_a_thinned_line_keeps_both_ends():
    line = trend.line([], set(), FIRST, _day(90))
    thin = trend.thinned(line, 46)
    assert len(thin) == 46
    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert trend.thinned(line[:5], 46) == line[:5]
