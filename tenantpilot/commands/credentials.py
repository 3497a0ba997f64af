"""The command that follows a change of the installation's secret."""

from __future__ import annotations

from tenantpilot.commands.check import postgresql
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.kernel.settings import settings
from tenantpilot.provider.rewrapping import rewrap_all

_WORDS = {
    "credential_key_unknown": "sealed with a key that is not known here; name it in TENANTPILOT_FORMER_SECRET_KEYS",
    "credential_unreadable": "its record was changed or damaged; replace the credential",
}


def rewrap() -> None:
    """Print what was done, workspace by workspace.

    Raises:
        SetUpError: the database is away, or a credential does not open.
    """
    postgresql(settings())
    done, problems = 0, []
    for made in rewrap_all():
        done += made.done
        print(f"{made.space}  {made.done} credential{'' if made.done == 1 else 's'} put under the present key")
        problems += [f"{made.space} {ref}: {_WORDS.get(code, code)}" for ref, code in made.unreadable]
    if not done and not problems:
        print("All credentials are under the present key.")
    if problems:
        raise SetUpError("These credentials do not open:\n  " + "\n  ".join(problems))
