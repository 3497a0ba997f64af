"""Files for spreadsheets that an operation writes a portion at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tenantpilot.operations.catalogue import Batch, Item
from tenantpilot.operations.steps import Work

AT_ONCE = 1_000
MEDIA_TYPE = "text/csv; charset=utf-8"
# Spreadsheets take a cell that begins like this for a formula; an apostrophe makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Cells = Iterable[Sequence[object]]


def harmless(value: object) -> str:
    """A cell's text that no spreadsheet will compute."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def write_some(
    work: Work, what: str, columns: Sequence[str], found: Sequence[Any], *, cells: Callable[[Sequence[Any]], Cells],
    after: Callable[[Any], str], total: int | None = None,
) -> Batch:  # fmt: skip
    """Write the first AT_ONCE of what was found, which are one item; whatever is beyond says that there is more.

    `what` names the file, the item and the count among the facts; `after` is the cursor behind a row.
    """
    shown, more = found[:AT_ONCE], len(found) > AT_ONCE
    before = int(work.facts.get(what, 0))
    rows, number = before + len(shown), before // AT_ONCE + 1
    content = _csv(columns, cells(shown), with_head=not work.cursor)
    work.files.append(f"{what}-{work.scope.workspace_ref}.csv", MEDIA_TYPE, content)
    item = Item(number, what, f"{before + 1}-{rows}" if shown else "0", "done")
    return Batch((item,), after(shown[-1]) if more else "", not more, total or number + more, {what: rows})


def _csv(columns: Sequence[str], rows: Cells, *, with_head: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if with_head:
        writer.writerow(columns)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    text = out.getvalue().encode()
    return b"\xef\xbb\xbf" + text if with_head else text
