"""Drawings of numbers. Each is a picture with a sentence for those who do not see it; the numbers stand beside it."""

from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts
from tenantpilot.ui.components.basics import link
from tenantpilot.ui.components.text import Text


def gauge(
    *, matching: Any, deviating: Any, unknown: Any, percent: Any, label: Text, caption: Text
) -> rx.Component:  # fmt: skip
    """How much of what was compared is as it should be; a percentage below zero says that nothing was decided."""
    return parts.Gauge.create(
        matching=matching, deviating=deviating, unknown=unknown, percent=percent, label=label, caption=caption
    )


def trend(points: rx.Var[list[Any]], *, label: Text) -> rx.Component:
    """A line over days: all, and the urgent ones among them; days about which nothing is known are hatched."""
    return parts.Trend.create(points=points, label=label)


def spark(points: rx.Var[list[int]]) -> rx.Component:
    """The shape of a line in a row of a table."""
    return parts.Spark.create(points=points)


def bars(rows: rx.Var[list[Any]], draw: Any) -> rx.Component:
    """Bars under each other. Fill with `bar`."""
    return rx.el.ul(rx.foreach(rows, lambda row: rx.el.li(draw(row))), class_name="bars")


def bar(name: Any, *, share: rx.Var[int], tone: Any, number: Any, change: Any, href: Any) -> rx.Component:
    """One bar with its name, its number and how it changed; it leads to what it counts."""
    return link(
        name,
        parts.Track.create(share=share, tone=tone),
        rx.el.span(number, class_name="n num"),
        rx.el.span(change, class_name="delta"),
        href=href,
        class_name="barlink",
    )
