"""The Unix account that database servers run as: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tenantpilot.embedded.errors import SetUpError

OWN_ACCOUNT = "tenantpilot-db"
REUSABLE_ACCOUNTS = ("postgres", OWN_ACCOUNT)


@dataclass(frozen=True)
class Account:
    """Who a server runs as; for anyone but root that is the person who starts it."""

    uid: int
    gid: int
    is_other: bool

    def give(self, path: Path) -> None:
        """Hand a file or directory to the account."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def command(self, arguments: list[str], *, needs: list[Path], parent_death: str = "INT") -> list[str]:
        """The command line that runs `arguments` as this account.

        Changing the account makes the kernel forget the signal asked for at the parent's death, so it is asked again.
        Parents that only root may enter (a home directory, say) would keep the account from its own files, so it then
        gets the one capability that opens directories, and keeps it when programs ask beforehand whether they may.
        """
        if not self.is_other:
            return arguments
        prefix = [
            "setpriv",
            f"--reuid={self.uid}",
            f"--regid={self.gid}",
            "--clear-groups",
            f"--pdeathsig={parent_death}",
        ]
        if not all(self._can_reach(path) for path in needs):
            prefix += ["--securebits=+no_setuid_fixup"]
            prefix += ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
        return [*prefix, *arguments]

    def _can_reach(self, path: Path) -> bool:
        for parent in path.resolve().parents:
            status = parent.stat()
            bit = 0o100 if status.st_uid == self.uid else 0o010 if status.st_gid == self.gid else 0o001
            if not status.st_mode & bit:
                return False
        return True


def server_account() -> Account:
    """Find the account, or create it when root has none to use.

    Raises:
        SetUpError: root cannot create a system account.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_other=False)
    for name in REUSABLE_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, is_other=True)
    return _create()


def _create() -> Account:
    tool = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if tool is None or shutil.which("setpriv") is None:
        raise SetUpError("PostgreSQL does not run as root and no account can be made here: start as an ordinary user.")
    done = subprocess.run(
        [tool, "--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", OWN_ACCOUNT],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SetUpError(f"PostgreSQL does not run as root; creating the account {OWN_ACCOUNT} failed: {done.stderr}")
    entry = pwd.getpwnam(OWN_ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid, is_other=True)
