"""Badges, notices, progress, states of a place."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import (
    badge,
    button,
    empty_state,
    error_state,
    figure,
    figures,
    filtered_state,
    legend,
    next_step,
    next_steps,
    notice,
    progress,
    sample,
    skeleton_block,
    skeleton_rows,
)
from tenantpilot.ui.components.badges import CATALOGUE

TONES = (("info", "info"), ("caution", "triangle-alert"), ("critical", "circle-alert"), ("positive", "circle-check"),
         ("unknown", "circle-dashed"))  # fmt: skip


def _badges() -> rx.Component:
    rows = [
        rx.el.div(rx.el.dt(sample(name)), rx.el.dd(*(badge(name, code) for code in found.codes), class_name="row wrap"))
        for name, found in CATALOGUE.items()
    ]
    unknown = rx.el.div(rx.el.dt(sample("not listed")), rx.el.dd(badge("outcome", "from_the_future")))
    return rx.el.dl(*rows, unknown, class_name="facts kit-badges")


def _notices() -> rx.Component:
    shown = [
        notice(
            sample(f"A notice that is {tone}"),
            sample("What happened, what it means, and what to do next in one or two sentences."),
            button(sample("Look"), size="s"),
            tone=tone,
            icon_name=sign,
        )
        for tone, sign in TONES
    ]
    return rx.el.div(*shown, class_name="stack")


def _numbers() -> rx.Component:
    return rx.el.div(
        figures(
            figure(sample("148"), sample("Open findings"), freshness=sample("as of 09:12")),
            figure(sample("38 of 41"), sample("Tenants read")),
            figure(sample(""), sample("Devices"), unknown=True),
        ),
        progress(
            sample("Progress of the export"),
            now=30,
            max=41,
            parts_of=[(24, "positive"), (4, "critical"), (2, "unknown")],
        ),
        legend(
            (sample("24 succeeded"), "positive", 24),
            (sample("4 failed"), "critical", 4),
            (sample("2 not read"), "unknown", 2),
        ),
        progress(sample("Small"), now=1, max=3, large=False),
        next_steps(
            next_step(1, sample("Retry the failed items"), sample("Four items failed for a passing reason."),
                      button(sample("Retry 4 items"), kind="primary", size="s")),
            next_step(2, sample("Ask an owner"), sample("Two tenants are outside your reach.")),
        ),
        class_name="stack",
    )  # fmt: skip


def _states() -> rx.Component:
    return rx.el.div(
        empty_state(
            sample("No runs yet"),
            sample("Work that takes time appears here: exports, checks, later backups and restores."),
            button(sample("Export audit log"), kind="primary"),
            icon_name="activity",
        ),
        filtered_state("status"),
        error_state("err_5gk2pq7"),
        skeleton_block(4),
        class_name="kit-two",
    )


def section() -> rx.Component:
    """What the product says by itself."""
    return rx.el.div(_badges(), _notices(), _numbers(), _states(), skeleton_rows(3), class_name="stack kit-wide")
