"""`/_kit`: every part of the kit in every state, for looking at and for the automatic checks."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import page_head, sample, tab, tabs
from tenantpilot.ui.kit import controls, lists, overlays, records, status
from tenantpilot.ui.shell import page

SECTIONS = (
    ("Words and controls", controls.section),
    ("Status", status.section),
    ("Lists", lists.section),
    ("Records", records.section),
    ("Above the page", overlays.section),
)


@page("/_kit", title="product", layout="bare", development=True)
def kit() -> rx.Component:
    """Every section, one below the other; the address carries filters and order as on real pages."""
    head = page_head(sample("Component kit"), purpose=sample("Every part in every state, with invented content."))
    views = tabs(
        tab(sample("All parts"), count=sample("5")), tab(sample("Other"), value="other"), label=sample("Views")
    )
    blocks = [rx.el.section(rx.el.h2(sample(title)), draw(), class_name="sec kit-sec") for title, draw in SECTIONS]
    return rx.el.div(head, views, *blocks, class_name="page kit")
