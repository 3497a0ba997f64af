"""The shared table and everything a list page needs. The address holds filters, order, page and hidden columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts
from tenantpilot.ui.components.feedback import skeleton_rows
from tenantpilot.ui.components.text import Text, t


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how to draw its cell from a row, and how it behaves.

    `sort` is the value the address uses (the list offers it as a link); `falling` starts with the largest, `single` is
    an order that has no opposite.
    `narrow` says where the cell goes on a phone: "sub", "end", "badge" or "hide". The first column is always first.
    """

    head: Text
    cell: Callable[[Any], Any]
    sort: str = ""
    falling: bool = False
    single: bool = False
    right: bool = False
    narrow: str = ""
    hideable: bool = True
    class_name: str = ""


def data_table(
    rows: rx.Var[list[Any]],
    columns: Sequence[Column],
    *,
    label: Text,
    handle: Callable[[Any], Any] | None = None,
    href: Callable[[Any], Any] | None = None,
    name: Callable[[Any], Any] | None = None,
    bulk: Sequence[rx.Component] = (),
    bulk_offer: rx.Var | None = None,
    on_bulk: Any = None,
    bulk_round: rx.Var[int] | None = None,
    has_more: rx.Var[bool] | bool = False,
    default_sort: str = "",
    loading: rx.Var[bool] | None = None,
    empty: rx.Component | None = None,
    single_line: bool = False,
    flat: bool = False,
) -> rx.Component:
    """Draw the one table of the product.

    `handle` and `name` make rows selectable (the handle is what bulk actions get, the name what the tick is called);
    `href` makes a row open its record. `bulk` holds `bulk_action`s, or `bulk_offer` is a list of actions (name, label,
    icon) for `on_bulk` (name, handles, whether everything is meant). The selection stays until the list changes or
    `bulk_round` does, and with `has_more` all that the list finds can be chosen. `empty` stands in for a list without
    rows, while `loading` shows skeleton rows. `flat` is for short tables inside a page: no sticky head, no keys.
    """
    selectable = handle is not None and name is not None
    given: dict[str, Any] = {} if bulk_round is None else {"round": bulk_round}
    frame = parts.TableFrame.create(
        _table(rows, columns, label, handle if selectable else None, href, name, default_sort, single_line, flat),
        *_bulk_bar(bulk, bulk_offer, on_bulk, has_more),
        keys=not flat,
        **given,
    )
    body = frame if empty is None else rx.cond(rows.length() > 0, frame, empty)
    return body if loading is None else rx.cond(loading, skeleton_rows(), body)


def _bulk_bar(bulk: Sequence[rx.Component], offer: rx.Var | None, on_bulk: Any, has_more: Any) -> list[rx.Component]:
    if offer is not None:
        return [parts.BulkBar.create(actions=offer, on_act=on_bulk, more=has_more)]
    return [parts.BulkBar.create(*bulk, more=has_more)] if bulk else []


def _table(
    rows: rx.Var,
    columns: Sequence[Column],
    label: Text,
    handle: Any,
    href: Any,
    name: Any,
    default_sort: str,
    single_line: bool,
    flat: bool,
) -> rx.Component:
    tick = [parts.AllTick.create()] if handle is not None else []
    heads = [_head(column, number, default_sort) for number, column in enumerate(columns, start=1)]
    extra: dict[str, Any] = {"data_flat": ""} if flat else {}
    if single_line:
        extra["data_rows"] = "single"
    return rx.el.table(
        rx.el.thead(rx.el.tr(*tick, *heads, role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(rows, lambda row: _row(row, columns, handle, href, name)), role="rowgroup"),
        class_name="table list" if not flat else "table",
        role="table",
        aria_label=label,
        **extra,
    )


def _head(column: Column, number: int, default_sort: str) -> rx.Component:
    shared: dict[str, Any] = {"data_col": str(number)}
    names = " ".join(filter(None, ["r" if column.right else "", column.class_name]))
    if names:
        shared["class_name"] = names
    if column.sort:
        shared |= {"falling": column.falling, "single": column.single}
        return parts.SortHead.create(column.head, column=column.sort, fallback=default_sort, **shared)
    return rx.el.th(column.head, scope="col", role="columnheader", **shared)


def _row(row: Any, columns: Sequence[Column], handle: Any, href: Any, name: Any) -> rx.Component:
    given: dict[str, Any] = {}
    if handle is not None:
        given["handle"] = handle(row)
    if href is not None:
        given["href"] = href(row)
    tick = (
        [parts.RowTick.create(handle=handle(row), label=t("table-select-row", name=name(row)))]
        if handle is not None
        else []
    )
    cells = [_cell(column, number, row) for number, column in enumerate(columns, start=1)]
    return parts.Row.create(*tick, *cells, **given)


def _cell(column: Column, number: int, row: Any) -> rx.Component:
    names = ["td-main" if number == 1 else "", "r num" if column.right else "", column.class_name]
    if column.narrow:
        names.append(f"n-{column.narrow}")
    return rx.el.td(
        column.cell(row), role="cell", class_name=" ".join(filter(None, names)) or "c", data_col=str(number)
    )


def title_cell(title: Any, *, href: Any = None, sub: Any = None, lead: rx.Component | None = None) -> rx.Component:
    """The first cell of a row: what it is (a link if it has a page), one quiet line below, a shape before it."""
    head = (
        rx.el.span(title, class_name="cell-title")
        if href is None
        else parts.Anchor.create(title, href=href, class_name="cell-title clamp")
    )
    words = [head] if sub is None else [head, rx.el.span(sub, class_name="cell-sub")]
    if lead is None:
        return rx.fragment(*words)
    return rx.el.div(lead, rx.el.span(*words), class_name="lead")


def bulk_action(label: Text, *, icon: str, on_press: Any) -> rx.Component:
    """One action of the bar that appears on selection; `on_press` gets the handles, and whether everything is meant."""
    return parts.BulkAction.create(label, icon=icon, on_press=on_press)


def toolbar(*content: Any, end: Sequence[Any] = ()) -> rx.Component:
    """The line above a list: search and filters; columns and density at its end."""
    return rx.el.div(*content, rx.el.div(*end, class_name="row push"), class_name="toolbar")


def filter_select(param: str, label: Text, options: Sequence[dict[str, Any]] | rx.Var) -> rx.Component:
    """A filter kept in the address under `param`; `options(...)` builds its options, or give rows with value, label."""
    return parts.FilterSelect.create(param=param, label=label, options=options)


def filter_date(param: str, label: Text) -> rx.Component:
    """A day kept in the address under `param` as YYYY-MM-DD."""
    return parts.FilterDate.create(param=param, label=label)


def filter_clear(*params: str) -> rx.Component:
    """Remove these filters; shown only while one of them is on."""
    return parts.ClearFilters.create(names=list(params))


def when_filtered(*content: Any, params: Sequence[str], inverted: bool = False) -> rx.Component:
    """Show content only while one of the filters is on (inverted: none is): the two empty states of a list."""
    return parts.WhenFiltered.create(*content, names=list(params), inverted=inverted)


def search_field(param: str, label: Text) -> rx.Component:
    """A search kept in the address; the list follows while one types."""
    return parts.SearchField.create(param=param, label=label)


def column_menu(columns: Sequence[Column]) -> rx.Component:
    """Choose which columns are shown; the first always is. Kept in the address."""
    offered = [
        {"n": number, "label": column.head}
        for number, column in enumerate(columns, start=1)
        if number > 1 and column.hideable
    ]
    return parts.ColumnMenu.create(columns=offered)


def density_toggle(value: rx.Var[str], on_choose: Any) -> rx.Component:
    """Comfortable or compact rows; the server keeps the choice."""
    return parts.DensityToggle.create(value=value, on_choose=on_choose)


def pager(*, previous: rx.Var[str], next: rx.Var[str], count: rx.Var[int], selectable: bool = False) -> rx.Component:
    """Keyset paging: opaque cursors go into the address as `before` and `after`; an empty one means the end."""
    shown = rx.cond(next != "", t("pager-more", count=count), t("pager-shown", count=count))
    return parts.Pager.create(
        rx.el.span(shown, class_name="num"), parts.KeyHints.create(selectable=selectable), previous=previous, next=next
    )


def tabs(*content: Any, label: Text) -> rx.Component:
    """Tabs as links: the chosen one is in the address. Fill with `tab(...)`."""
    return rx.el.nav(*content, class_name="tabs", aria_label=label)


def tab(label: Text, *, value: str = "", param: str = "tab", count: Any = None) -> rx.Component:
    """One tab. The first has no value, so that the plain address opens it."""
    extra = [] if count is None else [rx.el.span(count, class_name="n num")]
    return parts.QueryTab.create(label, *extra, param=param, value=value)
