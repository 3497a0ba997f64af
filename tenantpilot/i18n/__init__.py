"""Languages: one Fluent catalogue each, used by the browser (through `ui`) and by the server.

Data, audit and machine exports store codes and arguments; words exist only here.
"""

LOCALES = ("en", "de")
DEFAULT_LOCALE = "en"


def message_id(prefix: str, code: str) -> str:
    """Name the message of a code: `session_revoked` under `reason` is `reason-session-revoked`."""
    return f"{prefix}-{code}".replace("_", "-").replace(".", "-")
