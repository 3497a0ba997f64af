"""What the catalogues contain: read once, inspected by the server and by the checks."""

from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer, ast, visitor

FOLDER = Path(__file__).parent


def source(locale: str) -> str:
    """Return the catalogue as it is written.

    Raises:
        FileNotFoundError: There is no catalogue in this language.
    """
    return (FOLDER / f"{locale}.ftl").read_text(encoding="utf-8")


SERVER_GROUP = "Server:"
# Areas of what frames and the first pages say, which is needed before the rest of a language has arrived.
FIRST = ("product", "page-title", "plane-", "nav-", "header-", "account-", "theme-", "language-", "density-", "loading",
         "notifications-", "palette-", "table-", "toast-label", "state-", "connection-", "problem-", "sign-in-",
         "value-", "form-", "dialog-", "menu-")  # fmt: skip
# First words of message ids that only some pages say (two of them go before one), by the file they travel in. A
# browser fetches such a file when a page first asks for one of its messages; whatever is not named here comes with the
# language itself.
AREAS: dict[str, tuple[str, ...]] = {
    "audit": ("audit", "action"),
    "baseline": ("baselines", "baseline"),
    "baselines": (
        "baselines-purpose",
        "baselines-create",
        "baselines-empty",
        "baselines-unpublished",
        "baselines-draft",
        "baselines-parts",
        "baselines-families",
        "baselines-tenants",
        "baselines-behind",
        "baselines-waiting",
        "baselines-nowhere",
        "baselines-deviating",
        "baselines-none",
        "baselines-known",
        "baselines-way",
        "baselines-field",
        "baselines-priority",
        "baselines-column",
    ),
    "chooser": ("chooser", "role"),
    "compare": ("compare",),
    "controls": ("controls",),
    "errors": ("error",),
    "difference": (
        "finding-diff",
        "finding-should",
        "finding-is",
        "finding-read",
        "finding-nothing",
        "finding-not",
        "finding-empty",
        "finding-secret",
        "finding-lines",
        "finding-assignment",
        "finding-all",
        "finding-excluded",
        "finding-filter",
        "finding-whole",
        "finding-tenant",
        "finding-baseline",
        "finding-log",
    ),
    "entry": ("join", "stranger"),
    "connections": ("connections", "credential"),
    "exceptions": ("exceptions", "exception"),
    "families": ("family", "coverage"),
    "groups": ("groups",),
    "finding": ("finding",),
    "findings": (
        "findings",
        "finding-number",
        "finding-kind",
        "finding-title",
        "finding-status",
    ),
    "many": (
        "findings-many",
        "findings-left",
        "findings-problem",
        "findings-tidy",
        "findings-empty",
        "finding-amount",
        "finding-field",
    ),
    "home": ("home",),
    "inventory": ("inventory", "platform", "policy-ghost", "policy-author", "policy-event"),
    "overview": ("overview",),
    "permissions": ("posture", "feature", "permission"),
    "policies": ("policy", "diff", "targeting"),
    "members": ("members", "capability", "invitations"),
    "reasons": ("reason", "notice"),
    "review": ("review",),
    "rules": ("rules",),
    "runs": ("run", "operations", "next", "item", "subject"),
    "schedules": ("schedules", "weekday", "cadence"),
    "sessions": ("sessions",),
    "standing": (
        "result",
        "baselines-version",
        "baselines-uses",
        "compare-start",
        "compare-tenant",
        "compare-none",
        "compare-running",
        "compare-run",
        "compare-never",
        "compare-families",
        "compare-oldest",
        "compare-with",
        "compare-baseline",
        "compare-results",
    ),
    "system": ("system",),
    "toasts": ("toast",),
    "values": ("values",),
    "tenants": (
        "tenant",
        "tenants",
        "onboarding",
        "connections-state",
        "connections-checked",
        "connections-unchecked",
        "credential-expiry",
        "posture-missing",
        "posture-complete",
        "posture-unknown",
        "posture-open",
    ),
}
_AREA_OF = {word: area for area, words in AREAS.items() for word in words}
COMMON = "common"


def area_of(message: str) -> str:
    """Return the name of the file a message travels in."""
    words = message.split("-")
    return _AREA_OF.get("-".join(words[:2])) or _AREA_OF.get(words[0], COMMON)


def for_browser(locale: str) -> tuple[str, dict[str, str]]:
    """Return what browsers need first and the rest by area, without comments and what only the server says.

    The server's own messages stand under group comments that begin with `Server:`.

    Raises:
        FileNotFoundError: There is no catalogue in this language.
    """
    first: list[str] = []
    rest: dict[str, list[str]] = {COMMON: [], **{area: [] for area in AREAS}}
    is_ours = False
    for entry in FluentParser().parse(source(locale)).body:
        if isinstance(entry, ast.GroupComment):
            is_ours = (entry.content or "").startswith(SERVER_GROUP)
        elif isinstance(entry, ast.Term) or (isinstance(entry, ast.Message) and not is_ours):
            entry.comment = None
            is_first = isinstance(entry, ast.Term) or entry.id.name.startswith(FIRST)
            into = first if is_first else rest[area_of(entry.id.name)]
            into.append(FluentSerializer().serialize_entry(entry))
    return "".join(first), {area: "".join(texts) for area, texts in rest.items()}


class _Placeholders(visitor.Visitor):
    """Collects the names of the arguments a message needs."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 (name set by the library)
        self.names.add(node.id.name)


@cache
def messages(locale: str) -> dict[str, frozenset[str]]:
    """Map every message id to its placeholders. Attributes of messages are not used in this product.

    Raises:
        ValueError: The catalogue has text that is not Fluent, or an id twice.
    """
    found: dict[str, frozenset[str]] = {}
    for entry in FluentParser().parse(source(locale)).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"{locale}.ftl: not Fluent: {entry.content!r}")  # noqa: TRY004  the text is wrong, not a type
        if not isinstance(entry, ast.Message):
            continue
        if entry.id.name in found:
            raise ValueError(f"{locale}.ftl: {entry.id.name} is there twice")
        placeholders = _Placeholders()
        placeholders.visit(entry)
        found[entry.id.name] = frozenset(placeholders.names)
    return found
