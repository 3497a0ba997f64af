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
         "notifications-", "palette-", "table-", "toast-", "state-", "connection-", "problem-", "sign-in-",
         "value-", "form-", "dialog-", "menu-", "error-")  # fmt: skip


def for_browser(locale: str) -> tuple[str, str]:
    """Return what browsers need first and the rest, without comments and what only the server says (`## Server: …`).

    Raises:
        FileNotFoundError: There is no catalogue in this language.
    """
    first: list[str] = []
    rest: list[str] = []
    is_ours = False
    for entry in FluentParser().parse(source(locale)).body:
        if isinstance(entry, ast.GroupComment):
            is_ours = (entry.content or "").startswith(SERVER_GROUP)
        elif isinstance(entry, ast.Term) or (isinstance(entry, ast.Message) and not is_ours):
            entry.comment = None
            is_first = isinstance(entry, ast.Term) or entry.id.name.startswith(FIRST)
            (first if is_first else rest).append(FluentSerializer().serialize_entry(entry))
    return "".join(first), "".join(rest)


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
