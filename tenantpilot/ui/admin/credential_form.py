"""The fields of a credential: a certificate, preferred, or a secret. What is typed here is shown nowhere again."""

from __future__ import annotations

from typing import Any

import reflex as rx

from tenantpilot.ui.components import choices, field, options, t

NAMES = ("kind", "certificate", "password", "secret", "expires_on")


def labels() -> dict[str, rx.Var[str]]:
    """What the fields are called, in their order."""
    return {name: t(f"credential-field-{name.replace('_', '-')}") for name in NAMES}


def credential_fields(kind: rx.Var[str], on_pick: Any) -> list[rx.Component]:
    """The choice of kind, and the fields of the kind that was chosen."""
    said = labels()
    kinds = options(("certificate", t("credential-kind-certificate")), ("secret", t("credential-kind-secret")))
    return [
        rx.el.div(
            choices("kind", said["kind"], kinds, value=kind, on_pick=on_pick, help=t("credential-field-kind-help")),
            class_name="cols",
            data_n="2",
        ),
        rx.el.div(
            field(
                "certificate", said["certificate"], kind="textarea", rows=6, optional=True, max_length=60_000,
                help=t("credential-field-certificate-help"), spell_check=False, auto_complete="off",
            ),
            field("password", said["password"], kind="password", optional=True, max_length=1_000, auto_complete="off"),
            class_name="stack",
            hidden=kind != "certificate",
        ),
        rx.el.div(
            field(
                "secret", said["secret"], kind="password", optional=True, max_length=1_000, auto_complete="off",
                help=t("credential-field-secret-help"),
            ),
            field("expires_on", said["expires_on"], kind="date", optional=True),
            class_name="stack",
            hidden=kind != "secret",
        ),
    ]  # fmt: skip
