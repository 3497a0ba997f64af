"""What all lists refuse of an address, and the times that they understand."""

from datetime import UTC, datetime

import pytest

from tenantpilot.kernel.clock import moment
from tenantpilot.kernel.filters import LONGEST, end, wrong_fields


def test_each_field_is_told_what_is_wrong_with_it():
    asked = {"a": "", "b": "x" * LONGEST, "c": "x" * (LONGEST + 1), "d": "x\0", "e": None, "f": "red", "g": "blue"}
    assert wrong_fields(asked, {"a": ("red",), "f": ("red",), "g": ("red",)}) == {
        "c": "error-field-too-long", "d": "error-field-format", "e": "error-field-format", "g": "error-field-invalid",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "until"),
    [
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)),
        ("2026-01-02T03:00+02:00", datetime(2026, 1, 2, 1, tzinfo=UTC), datetime(2026, 1, 2, 1, tzinfo=UTC)),
        ("9999-12-31", datetime(9999, 12, 31, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
        ("0001-01-01T00:00+23:00", None, None),
        ("soon", None, None),
        ("", None, None),
    ],
)
def test_a_day_ends_a_day_later_and_what_is_no_time_is_none(text, at, until):
    assert (moment(text), end(text)) == (at, until)
