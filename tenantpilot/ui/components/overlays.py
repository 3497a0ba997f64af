"""What opens above a page: dialogs with the notice of what changes, menus, popovers."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from tenantpilot.ui.components import parts
from tenantpilot.ui.components.basics import button, icon
from tenantpilot.ui.components.forms import form, submit_button
from tenantpilot.ui.components.text import Text, t, t_id

SCOPES = {"app": ("info", "app-window"), "tenant": ("caution", "cloud-cog"), "none": ("neutral", "flask-conical")}


def scope_notice(scope: str, amount: Text, *more: Any) -> rx.Component:
    """Say what a change touches ("app", "tenant" or "none"), then how much, then whether it can be undone."""
    tone, name = SCOPES[scope]
    return rx.el.div(
        rx.el.span(icon(name), class_name="mark"),
        rx.el.div(rx.el.strong(t(f"scope-{scope}")), rx.el.p(amount), *more),
        class_name="scope",
        data_scope=scope,
        data_tone=tone,
    )


def dialog(
    title: Text,
    *body: Any,
    trigger: Any = None,
    trigger_class: str = "btn",
    trigger_kind: str = "",
    purpose: Text | None = None,
    foot: Any = None,
    open: rx.Var[bool] | None = None,
    on_open_change: Any = None,
    large: bool = False,
) -> rx.Component:
    """A dialog with the focus inside, closed by Escape, focus returned to where it was.

    Either `trigger` (the content of a button that opens it; the dialog keeps its own state) or `open` and
    `on_open_change` (the page's state decides, needed when the answer of the server must keep it open).
    """
    control: dict[str, Any] = {} if open is None else {"open": open, "on_open_change": on_open_change}
    trigger_props = {"data_kind": trigger_kind} if trigger_kind else {}
    describe = [parts.DialogDescription.create(purpose, class_name="dialog-sub")] if purpose is not None else []
    head = rx.el.div(parts.DialogTitle.create(title), *describe, class_name="dialog-head")
    plain: dict[str, Any] = {} if purpose is not None else {"aria_describedby": rx.Var(_js_expr="undefined")}
    inner = [rx.el.div(*body, class_name="dialog-body")] if body else []
    content = parts.DialogContent.create(
        head,
        *inner,
        *([] if foot is None else [foot]),
        class_name="dialog",
        data_modal="",
        data_size="l" if large else "m",
        **plain,
    )
    opener = [] if trigger is None else [parts.DialogTrigger.create(trigger, class_name=trigger_class, **trigger_props)]
    return parts.DialogRoot.create(*opener, content, **control)


def dialog_cancel(label: Text | None = None) -> rx.Component:
    """The quiet way out of a dialog."""
    return parts.DialogClose.create(
        label if label is not None else t("dialog-cancel"), class_name="btn", data_kind="quiet"
    )


def dialog_foot(*buttons: Any) -> rx.Component:
    """The last line of a dialog: the way out first, the action last."""
    return rx.el.div(*buttons, class_name="dialog-foot")


def form_dialog(
    title: Text,
    *content: Any,
    state: Any,
    open: str | rx.Var[bool],
    fields: dict[str, Text],
    on_submit: Callable[..., Any],
    on_open_change: Any = None,
    action: Text | None = None,
    kind: str = "primary",
    submit: Any = None,
    cancel: Text | None = None,
    large: bool = False,
    whole: bool = False,
) -> rx.Component:
    """A dialog that is one form of `state`, which holds its `errors`; begin with `scope_notice`.

    It is open while the state's `opened` is `open`, or while the Var says so, and closed by its `close` or by
    `on_open_change`. The action says the title again unless it is `action`; `submit` is another button for it.
    """
    last = submit_button(title if action is None else action, kind=kind) if submit is None else submit
    return dialog(
        title,
        form(
            *content,
            dialog_foot(dialog_cancel(cancel), last),
            fields=fields,
            errors=state.errors,
            on_submit=on_submit,
            whole=whole,
        ),
        large=large,
        open=state.opened == open if isinstance(open, str) else open,
        on_open_change=state.close if on_open_change is None else on_open_change,
    )


def mutation_dialog(
    title: Text,
    *body: Any,
    scope: str,
    amount: Text,
    action: Text,
    on_confirm: Any,
    open: rx.Var[bool],
    on_open_change: Any,
    kind: str = "primary",
    confirm_words: str | rx.Var[str] = "",
    busy: rx.Var[bool] | bool = False,
    error: Text | None = None,
) -> rx.Component:
    """Ask before anything changes: scope, amount, way back; `confirm_words` must be typed (bulk or irreversible).

    `error` keeps the dialog open and says what happened; nothing entered is lost.
    """
    problem = [] if error is None else [rx.cond(error != "", notice_line(error), rx.fragment())]
    confirm = parts.TypedConfirm.create(
        dialog_cancel(), words=confirm_words, action=action, busy=busy, kind=kind, on_confirm=on_confirm
    )
    return dialog(
        title, scope_notice(scope, amount), *body, *problem, foot=confirm, open=open, on_open_change=on_open_change
    )


def notice_line(text: Text) -> rx.Component:
    """An error inside a dialog or form."""
    return rx.el.p(icon("circle-alert", small=True), text, class_name="err", role="alert")


def problem_line(problem: rx.Var[str], **arguments: Any) -> rx.Component:
    """What the server said against it, by the id of its words; nothing while it said nothing."""
    return rx.cond(problem != "", notice_line(t_id(problem, **arguments)), rx.fragment())


def menu(*items: Any, label: Text, face: Any = None, trigger_class: str = "", align: str = "end") -> rx.Component:
    """A menu of actions, by default behind three dots; destructive items come last, after `menu_line()`."""
    extra = {}
    if face is None:
        face, trigger_class = icon("ellipsis"), trigger_class or "btn"
        extra = {"data_icon": ""} if trigger_class == "btn" else {}
    return parts.MenuRoot.create(
        parts.MenuTrigger.create(face, class_name=trigger_class or "btn", aria_label=label, **extra),
        parts.MenuContent.create(*items, align=align, side_offset=4),
    )


def menu_item(
    label: Text, *, icon: str = "", danger: bool = False, hint: Text | None = None, **attributes: Any
) -> rx.Component:
    """One action of a menu; give `on_select`. It closes the menu."""
    extra = {"data_kind": "danger"} if danger else {}
    tail = [rx.el.span(hint, class_name="hint")] if hint is not None else []
    return parts.MenuItem.create(*_face(icon), label, *tail, class_name="opt-row", **extra, **attributes)


def menu_link(
    label: Any,
    *,
    href: str | rx.Var[str],
    icon: str = "",
    plain: bool = False,
    current: bool | rx.Var[bool] = False,
    mark: Any = None,
) -> rx.Component:
    """One destination of a menu."""
    front = [mark] if mark is not None else _face(icon)
    return parts.MenuLink.create(*front, rx.el.span(label, class_name="trunc"), href=href, plain=plain, current=current)


def menu_line() -> rx.Component:
    """A line between groups of a menu."""
    return parts.MenuSeparator.create(class_name="hr-line")


def _face(name: str) -> list[Any]:
    return [icon(name, small=True)] if name else []


def popover(*content: Any, face: Any, label: Text, trigger_class: str = "iconbtn", align: str = "end") -> rx.Component:
    """A panel below a button, for controls and lists that are not a menu of actions."""
    return parts.PopoverRoot.create(
        parts.PopoverTrigger.create(face, class_name=trigger_class, aria_label=label),
        parts.PopoverContent.create(*content, class_name="pop", align=align, side_offset=6, aria_label=label),
    )


def action_dialog_button(label: Text, *, on_click: Any, kind: str = "", icon: str | None = None) -> rx.Component:
    """A button that opens a dialog kept by the page's state."""
    return button(label, kind=kind, icon=icon, on_click=on_click, aria_haspopup="dialog")


def options(*pairs: tuple[str, Text]) -> Sequence[dict[str, Any]]:
    """Values and their words, for selects, filters, segments and choices."""
    return [{"value": value, "label": label} for value, label in pairs]
