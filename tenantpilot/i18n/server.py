"""Words the server itself writes: e-mails, documents, heads of CSV files."""

from datetime import datetime
from functools import cache

from fluent.runtime import FluentBundle, FluentResource

from tenantpilot.i18n import DEFAULT_LOCALE, LOCALES
from tenantpilot.i18n.catalogue import source

FULL_LOCALES = {"en": "en-GB", "de": "de-DE"}


@cache
def _bundle(locale: str) -> FluentBundle:
    bundle = FluentBundle([FULL_LOCALES[locale]], use_isolating=False)
    bundle.add_resource(FluentResource(source(locale)))
    return bundle


def text(locale: str, message: str, **arguments: str | float | datetime) -> str:
    """Return the message in this language, else in English.

    Raises:
        KeyError: No catalogue has the message, or an argument is missing: a mistake in the program, not of a person.
    """
    for candidate in (locale if locale in LOCALES else DEFAULT_LOCALE, DEFAULT_LOCALE):
        bundle = _bundle(candidate)
        if bundle.has_message(message):
            return _formatted(bundle, message, arguments)
    raise KeyError(message)


def _formatted(bundle: FluentBundle, message: str, arguments: dict[str, str | float | datetime]) -> str:
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise KeyError(message)
    formatted, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise KeyError(f"{message}: {errors[0]}")
    return str(formatted)
