"""The kit's own React parts (assets/kit) and the headless parts it stands on, as Reflex components.

Only this module names npm packages; the versions are exact, so that the lock file cannot drift.
"""

from typing import Any

import reflex as rx

from tenantpilot.ui.components.text import FLUENT_BUNDLE, FLUENT_REACT

RADIX_DIALOG = "@radix-ui/react-dialog@1.3.1"
RADIX_MENU = "@radix-ui/react-dropdown-menu@2.2.1"
RADIX_POPOVER = "@radix-ui/react-popover@1.3.1"
RADIX_TOOLTIP = "@radix-ui/react-tooltip@1.4.1"
CMDK = "cmdk@1.1.1"


def no_argument() -> list[rx.Var]:
    """Describe an event that carries nothing."""
    return []


def one_argument(value: rx.Var) -> list[rx.Var]:
    """Describe an event that carries one value."""
    return [value]


def two_arguments(first: rx.Var, second: rx.Var) -> list[rx.Var]:
    """Describe an event that carries two values."""
    return [first, second]


def three_arguments(first: rx.Var, second: rx.Var, third: rx.Var) -> list[rx.Var]:
    """Describe an event that carries three values."""
    return [first, second, third]


def _component(
    library: str, tag: str, alias: str, props: tuple[str, ...], events: dict[str, Any], needs: list[str]
) -> type[rx.Component]:
    annotations: dict[str, Any] = dict.fromkeys(props, rx.Var[Any])
    annotations |= {name: rx.EventHandler[spec] for name, spec in events.items()}
    body = {"__annotations__": annotations, "__module__": __name__, "library": library, "tag": tag, "alias": alias}
    if needs:
        body["__annotations__"] = {**annotations, "lib_dependencies": list[str]}
        body["lib_dependencies"] = needs
    return type(alias, (rx.Component,), body)


def _part(module: str, tag: str, *props: str, needs: tuple[str, ...] = (), **events: Any) -> type[rx.Component]:
    """Declare a component of assets/kit by its module, name, props and events."""
    library = f"$/public/kit/{module}.jsx"
    return _component(library, tag, f"Kit{tag}", props, events, [FLUENT_REACT, FLUENT_BUNDLE, *needs])


def _radix(library: str, family: str, tag: str, *props: str, **events: Any) -> type[rx.Component]:
    """Declare one piece of a headless Radix part."""
    return _component(library, tag, f"{family}{tag}", props, events, [])


# Every build installs the same packages, also those that only the kit's page uses: one lock fits all builds.
Languages = _part("l10n", "Languages", needs=(RADIX_TOOLTIP,))
Preferences = _part("l10n", "Preferences", "locale", "theme", "density")
LocaleSelect = _part("l10n", "LocaleSelect")
LanguageSegments = _part("language", "LanguageSegments", "label", "name", "options", on_pick=one_argument)
Boundary = _part("boundary", "Boundary")

Icon = _part("icon", "Icon", "name", "size", "label")
Glyph = _part("icon", "Glyph", "name", "label", "tone")
Mark = _part("icon", "Mark")
Badge = _part("icon", "Badge", "dim", "question", "code", "spec", "detail")

Time = _part("time", "Time", "at", "mode", "empty", "near")
Duration = _part("time", "Duration", "seconds", "since", "until", "empty")
Amount = _part("time", "Amount", "value", "unit")

Pulse = _part("live", "Pulse", "seconds", "active", on_tick=no_argument)
After = _part("live", "After", "seconds", on_time=no_argument)
ConnectionLine = _part("live", "ConnectionLine")
Progress = _part("live", "Progress", "label", "now", "max", "parts", "size")

Anchor = _part("nav", "Anchor", "href", "plain", "target", "rel", needs=(RADIX_DIALOG,))
Breakable = _part("nav", "Breakable", "text", needs=(RADIX_DIALOG,))
NavLink = _part("nav", "NavLink", "href", "icon", "exact", "count", "urgent", needs=(RADIX_DIALOG,))
RailToggle = _part("nav", "RailToggle", needs=(RADIX_DIALOG,))
Drawer = _part("nav", "Drawer", needs=(RADIX_DIALOG,))
Reload = _part("nav", "Reload", needs=(RADIX_DIALOG,))
SignOut = _part("nav", "SignOut", "provider", needs=(RADIX_DIALOG,))
SignInLink = _part("entry", "SignInLink")
SignOutButton = _part("entry", "SignOutButton")
PageChange = _part("nav", "PageChange", needs=(RADIX_DIALOG,))

Gauge = _part("chart", "Gauge", "matching", "deviating", "unknown", "percent", "label", "caption")
Trend = _part("chart", "Trend", "points", "label")
Spark = _part("chart", "Spark", "points")
Track = _part("chart", "Track", "share", "tone")

QueryLink = _part("query", "QueryLink", "set", "drop")
QueryTab = _part("query", "QueryTab", "param", "value")
SortHead = _part("query", "SortHead", "column", "fallback", "falling", "single")
FilterSelect = _part("query", "FilterSelect", "param", "label", "options")
FilterDate = _part("query", "FilterDate", "param", "label")
ClearFilters = _part("query", "ClearFilters", "names")
WhenFiltered = _part("query", "WhenFiltered", "names", "inverted")
SearchField = _part("query", "SearchField", "param", "label")
Pager = _part("query", "Pager", "previous", "next")

TableFrame = _part("table", "TableFrame", "keys", "round", needs=(RADIX_MENU,))
Row = _part("table", "Row", "handle", "href", needs=(RADIX_MENU,))
RowTick = _part("table", "RowTick", "handle", "label", needs=(RADIX_MENU,))
AllTick = _part("table", "AllTick", needs=(RADIX_MENU,))
BulkBar = _part("table", "BulkBar", "shown", "more", "actions", needs=(RADIX_MENU,), on_act=three_arguments)
BulkAction = _part("table", "BulkAction", "icon", needs=(RADIX_MENU,), on_press=two_arguments)
ColumnMenu = _part("table", "ColumnMenu", "columns", needs=(RADIX_MENU,))
DensityToggle = _part("table", "DensityToggle", "value", needs=(RADIX_MENU,), on_choose=one_argument)
KeyHints = _part("table", "KeyHints", "selectable", needs=(RADIX_MENU,))

Matrix = _part(
    "matrix", "Matrix", "label", "columns", "total", "first", "rows", "stamp", "subject", on_need=one_argument
)
ResultShape = _part("matrix", "ResultShape", "result")

Form = _part("form", "Form", "names", "labels", "errors", on_submit=one_argument)
Field = _part(
    "form",
    "Field",
    "name",
    "label",
    "help",
    "optional",
    "kind",
    "options",
    "rows",
    "default_value",
    "auto_complete",
    "max_length",
    "pattern",
    "min",
    "max",
    "placeholder",
    "disabled",
    "spell_check",
    on_pick=one_argument,
)
ZoneField = _part("form", "ZoneField", "name", "label", "help")
Choices = _part("form", "Choices", "name", "label", "kind", "options", "value", "help", "hidden", on_pick=one_argument)
Segments = _part("form", "Segments", "label", "name", "options", "value", on_pick=one_argument)
CopyField = _part("form", "CopyField", "label", "path")
TypedConfirm = _part("form", "TypedConfirm", "words", "action", "busy", "kind", on_confirm=no_argument)

Palette = _part(
    "palette",
    "Palette",
    "items",
    "workspaces",
    "results",
    "groups",
    needs=(RADIX_DIALOG, CMDK),
    on_query=one_argument,
)
_MENUS = (RADIX_MENU, RADIX_POPOVER, RADIX_DIALOG)
MenuLink = _part("menu", "MenuLink", "href", "plain", "current", needs=_MENUS)
PanelLink = _part("menu", "PanelLink", "href", needs=_MENUS)
Tooltip = _part("tooltip", "Tooltip", "text", "detail", needs=(RADIX_TOOLTIP,))

DialogRoot = _radix(RADIX_DIALOG, "Dialog", "Root", "open", on_open_change=one_argument)
DialogTrigger = _radix(RADIX_DIALOG, "Dialog", "Trigger")
DialogPortal = _radix(RADIX_DIALOG, "Dialog", "Portal")
DialogOverlay = _radix(RADIX_DIALOG, "Dialog", "Overlay")
DialogContent = _part("dialog", "Content", needs=(RADIX_DIALOG,))
DialogTitle = _radix(RADIX_DIALOG, "Dialog", "Title")
DialogDescription = _radix(RADIX_DIALOG, "Dialog", "Description")
DialogClose = _radix(RADIX_DIALOG, "Dialog", "Close")

MenuRoot = _radix(RADIX_MENU, "Menu", "Root", "modal")
MenuTrigger = _radix(RADIX_MENU, "Menu", "Trigger")
MenuPortal = _radix(RADIX_MENU, "Menu", "Portal")
MenuContent = _radix(RADIX_MENU, "Menu", "Content", "align", "side_offset")
MenuItem = _radix(RADIX_MENU, "Menu", "Item", "disabled", on_select=no_argument)
MenuSeparator = _radix(RADIX_MENU, "Menu", "Separator")

PopoverRoot = _radix(RADIX_POPOVER, "Popover", "Root", on_open_change=one_argument)
PopoverTrigger = _radix(RADIX_POPOVER, "Popover", "Trigger")
PopoverPortal = _radix(RADIX_POPOVER, "Popover", "Portal")
PopoverContent = _radix(RADIX_POPOVER, "Popover", "Content", "align", "side_offset")
