"""The kit's own React parts (assets/kit) and the headless parts it stands on, as Reflex components.

Only this module names npm packages; the versions are exact, so that the lock file cannot drift.
"""

from typing import Any

import reflex as rx

from tenantpilot.ui.components.text import FLUENT_BUNDLE, FLUENT_REACT

# Every build installs the same packages, also those that only the kit's page uses: one lock fits all builds.
PACKAGES = [
    FLUENT_REACT,
    FLUENT_BUNDLE,
    "@radix-ui/react-dialog@1.3.1",
    "@radix-ui/react-dropdown-menu@2.2.1",
    "@radix-ui/react-popover@1.3.1",
    "@radix-ui/react-tooltip@1.4.1",
    "cmdk@1.1.1",
]


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


def _part(module: str, tag: str, *props: str, **events: Any) -> type[rx.Component]:
    """Declare a component of assets/kit by its module, name, props and events."""
    annotations: dict[str, Any] = {"lib_dependencies": list[str], **dict.fromkeys(props, rx.Var[Any])}
    annotations |= {name: rx.EventHandler[spec] for name, spec in events.items()}
    body = {
        "__annotations__": annotations,
        "__module__": __name__,
        "library": f"$/public/kit/{module}.jsx",
        "tag": tag,
        "alias": f"Kit{tag}",
        "lib_dependencies": PACKAGES,
    }
    return type(f"Kit{tag}", (rx.Component,), body)


Languages = _part("l10n", "Languages")
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

Anchor = _part("nav", "Anchor", "href", "plain", "target", "rel")
Breakable = _part("nav", "Breakable", "text")
NavLink = _part("nav", "NavLink", "href", "icon", "exact", "count", "urgent")
RailToggle = _part("nav", "RailToggle")
Drawer = _part("nav", "Drawer")
Reload = _part("nav", "Reload")
SignOut = _part("nav", "SignOut", "provider")
SignInLink = _part("entry", "SignInLink")
SignOutButton = _part("entry", "SignOutButton")
Answered = _part("nav", "Answered", "ready")
PageChange = _part("nav", "PageChange")

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

TableFrame = _part("table", "TableFrame", "keys", "round")
Row = _part("table", "Row", "handle", "href")
RowTick = _part("table", "RowTick", "handle", "label")
AllTick = _part("table", "AllTick")
BulkBar = _part("table", "BulkBar", "shown", "more", "actions", on_act=three_arguments)
BulkAction = _part("table", "BulkAction", "icon", on_press=two_arguments)
ColumnMenu = _part("table", "ColumnMenu", "columns")
DensityToggle = _part("table", "DensityToggle", "value", on_choose=one_argument)
KeyHints = _part("table", "KeyHints", "selectable")

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
    on_query=one_argument,
)
MenuLink = _part("menu", "MenuLink", "href", "plain", "current")
PanelLink = _part("menu", "PanelLink", "href")
Tooltip = _part("tooltip", "Tooltip", "text", "detail")

DialogRoot = _part("overlays", "DialogRoot", "open", on_open_change=one_argument)
DialogTrigger = _part("overlays", "DialogTrigger")
DialogContent = _part("overlays", "DialogContent")
DialogTitle = _part("overlays", "DialogTitle")
DialogDescription = _part("overlays", "DialogDescription")
DialogClose = _part("overlays", "DialogClose")

MenuRoot = _part("overlays", "MenuRoot")
MenuTrigger = _part("overlays", "MenuTrigger")
MenuContent = _part("overlays", "MenuContent", "align", "side_offset")
MenuItem = _part("overlays", "MenuItem", "disabled", on_select=no_argument)
MenuSeparator = _part("overlays", "MenuSeparator")

PopoverRoot = _part("overlays", "PopoverRoot")
PopoverTrigger = _part("overlays", "PopoverTrigger")
PopoverContent = _part("overlays", "PopoverContent", "align", "side_offset")
