"""The signed-in person: who they are to themselves, and how they like their pages."""

from __future__ import annotations

from tenantpilot.access import workspace_queries as queries
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.scopes import open_person
from tenantpilot.access.tables import UserAccount
from tenantpilot.access.views import Profile
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError, SignInRequiredError

CHOICES = {
    "language": ("", "en", "de"),
    "theme": ("system", "light", "dark"),
    "density": ("comfortable", "compact"),
}


def profile(ctx: Context) -> Profile:
    """Name, preferences and the planes open to the person.

    Raises:
        SignInRequiredError: the session ended.
    """
    with open_person(ctx) as session:
        user = session.get(UserAccount, ctx.user_id)
        if user is None:
            raise SignInRequiredError("no such person")
        planes = queries.planes_of(session, ctx.user_id, now())
        return Profile(
            name=user.display_name,
            email=user.email,
            language=user.language,
            theme=user.theme,
            density=user.density,
            is_platform_operator=user.is_platform_operator,
            has_admin=Plane.ADMIN in planes,
            has_review=Plane.REVIEW in planes,
        )


def prefer(ctx: Context, name: str, value: str) -> None:
    """Change one preference; nobody else's business, so it leaves no audit entry.

    Raises:
        InvalidInputError: not one of the choices.
    """
    if value not in CHOICES.get(name, ()):
        raise InvalidInputError({name: "error-field-choice"})
    with open_person(ctx) as session:
        user = session.get(UserAccount, ctx.user_id)
        if user is None:
            raise SignInRequiredError("no such person")
        setattr(user, name, value)
