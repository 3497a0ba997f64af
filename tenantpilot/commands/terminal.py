"""How a command ends when something is wrong: one text for people, exit status 1, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tenantpilot.embedded.errors import SetUpError
from tenantpilot.kernel.errors import ConfigurationError


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors a person can act on into a message on stderr and exit status 1."""
    try:
        yield
    except (ConfigurationError, SetUpError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
