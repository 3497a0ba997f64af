"""Names that keys of ownership have. A var or argument with such a name invites somebody to trust it."""

from __future__ import annotations

import re

_WHAT = (
    "actor|account|capability|connection|customer|environment|member|membership|org|organisation|organization|owner"
    "|permission|person|plane|principal|role|scope|session|subject|tenant|token|user|workspace"
)
_KEY = re.compile(
    rf"(own_|current_|my_|active_|selected_|acting_)?({_WHAT})?_?(id|uuid|pk|public_id|epoch)s?"
    rf"|(own_|current_|my_|active_|acting_)?({_WHAT})s?(_(id|uuid|pk|key|ref|public_id|mode))?s?",
    re.IGNORECASE,
)


def is_ownership_name(name: str) -> bool:
    """Whether a scalar of this name would look like a key of ownership; `tenant_name` and `tenant_handle` do not."""
    return _KEY.fullmatch(name.strip("_")) is not None
