"""Words, buttons, fields, forms."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.components import (
    amount,
    button,
    checkbox,
    choices,
    duration,
    field,
    form,
    form_foot,
    icon_button,
    letter_mark,
    link,
    link_button,
    moment,
    options,
    person,
    sample,
    segments,
    submit_button,
    switch,
    tooltip,
)
from tenantpilot.ui.kit.state import KitPage

BUSY = rx.Var.create(True)
TEXTS = (("body", ""), ("muted", "muted"), ("subtle", "subtle"), ("critical", "t-critical"), ("caution", "t-caution"),
         ("positive", "t-positive"), ("unknown", "t-unknown"), ("strong", "strong"), ("mono", "mono"))  # fmt: skip


def _words() -> rx.Component:
    spans = [rx.el.span(sample(f"Text {name}"), class_name=kind or "plain") for name, kind in TEXTS]
    data = (
        person("Nora Owner", "NO"),
        letter_mark("N"),
        moment("2026-01-05T09:12:00+00:00"),
        moment("2026-01-05T09:12:00+00:00", mode="datetime"),
        moment(""),
        duration(seconds=812),
        amount(48210),
        amount(5_300_000, unit="byte"),
        link(sample("A link"), href="/_kit"),
        tooltip(rx.el.span(sample("With a tooltip")), text=sample("Words on hover"), detail=sample("and a detail")),
    )
    return rx.el.div(
        rx.el.p(*spans, class_name="row wrap"), rx.el.div(*data, class_name="row wrap"), class_name="stack"
    )


def _buttons() -> rx.Component:
    kinds = [
        ("", "Plain"),
        ("primary", "Primary"),
        ("quiet", "Quiet"),
        ("danger", "Danger"),
        ("danger-solid", "Last step"),
    ]
    rows = [
        [button(sample(label), kind=kind) for kind, label in kinds],
        [button(sample(label), kind=kind, icon="plus", size="s") for kind, label in kinds],
        [button(sample(label), kind=kind, disabled=True) for kind, label in kinds[:2]]
        + [button(sample("Working"), kind="primary", busy=BUSY), button(sample("Working"), busy=BUSY)]
        + [icon_button("x", sample("Close")), icon_button("ellipsis", sample("More"), size="s")]
        + [link_button(sample("Link as button"), href="/_kit", icon="download")]
        + [button(sample("Large"), kind="primary", size="l", icon="log-in")],
    ]
    return rx.el.div(*(rx.el.div(*row, class_name="row wrap") for row in rows), class_name="stack")


def _form() -> rx.Component:
    parts_of_it = options(("all", sample("All tenants")), ("only", sample("Only these")))
    words = {name: sample(label) for name, label in
             (("name", "Name"), ("email", "E-mail address"), ("part", "Tenants"), ("note", "Reason"))}  # fmt: skip
    return form(
        field("name", words["name"], default_value="Nora Owner", max_length=80),
        field(
            "email", words["email"], kind="email", default_value="nora", help=sample("They get the invitation here.")
        ),
        field("part", words["part"], kind="select", options=parts_of_it),
        field("note", words["note"], kind="textarea", optional=True),
        form_foot(submit_button(sample("Send invitation")), button(sample("Cancel"), kind="quiet")),
        fields=words,
        on_submit=KitPage.submit,
        errors=KitPage.errors,
    )


def _choices() -> rx.Component:
    reach = [
        {"value": "all", "label": sample("All tenants"), "help": sample("Also those added later")},
        {"value": "only", "label": sample("Only these")},
    ]
    themes = options(("light", sample("Light")), ("dark", sample("Dark")))
    return rx.el.div(
        choices("reach", sample("Reach"), reach, value="all", help=sample("Can be changed later.")),
        choices("tenants", sample("Tenants"), options(("a", sample("Contoso")), ("b", sample("Fabrikam"))), many=True,
                value=["a"]),
        checkbox(sample("Tell them by e-mail"), name="tell", default_checked=True),
        switch(sample("Keep me informed"), checked=KitPage.is_on, on_change=KitPage.toggle),
        segments(sample("Theme"), themes, name="kit-theme", value=KitPage.choice, on_pick=KitPage.set_choice),
        field("off", sample("Not available"), disabled=True, optional=True, default_value="Fixed by your organisation"),
        class_name="form",
    )  # fmt: skip


def section() -> rx.Component:
    """Everything one reads, presses and fills in."""
    return rx.el.div(
        _words(), _buttons(), rx.el.div(_form(), _choices(), class_name="kit-two"), class_name="stack kit-wide"
    )
