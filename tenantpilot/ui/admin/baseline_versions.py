"""Every version of a baseline: what it changed, when it was published and by whom, which rings use it."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import BaselinePage, VersionRow
from tenantpilot.ui.components import Column, badge, data_table, moment, section, t, title_cell


def versions_tab(detail: rx.Var[BaselinePage]) -> rx.Component:
    """Newest first; each opens as it was."""
    columns = [
        Column(t("baselines-column-version"), _name),
        Column(t("baselines-column-state"), lambda one: badge("baseline-version", one.state), narrow="badge",
               class_name="col-m"),
        Column(t("baselines-column-changes"), _changes, narrow="sub"),
        Column(t("baselines-rings"), _rings, narrow="sub", class_name="col-m"),
        Column(t("baselines-column-published"), _published, right=True, narrow="end", class_name="col-l"),
    ]  # fmt: skip
    return section(
        t("baselines-tab-versions"),
        data_table(
            detail.versions.to(list[VersionRow]),
            columns,
            label=t("baselines-tab-versions"),
            flat=True,
            href=lambda one: one.href,
        ),
        meta=t("baselines-versions-meta"),
    )


def _name(one: rx.Var[VersionRow]) -> rx.Component:
    below = rx.cond(one.note != "", rx.el.bdi(one.note), t("baselines-parts-count", count=one.parts))
    return title_cell(t("baselines-version", number=one.number), href=one.href, sub=below)


def _changes(one: rx.Var[VersionRow]) -> rx.Component:
    return rx.el.span(
        t("baselines-changes", added=one.added, changed=one.changed, removed=one.removed), class_name="muted num"
    )


def _rings(one: rx.Var[VersionRow]) -> rx.Component:
    used = rx.foreach(
        one.rings.to(list[int]),
        lambda number: rx.el.span(t("baselines-ring-number", number=number), class_name="tag"),
    )
    none = rx.el.span(t("value-none"), class_name="subtle")
    return rx.cond(one.rings.length() > 0, rx.el.span(used, class_name="row wrap"), none)


def _published(one: rx.Var[VersionRow]) -> rx.Component:
    by = rx.el.span(one.published_by, class_name="cell-sub")
    return rx.cond(
        one.published_at != "",
        rx.fragment(moment(one.published_at, mode="datetime"), by),
        rx.el.span(t("value-none"), class_name="subtle"),
    )
