"""What pages ask of what readers follow and keep: the button that follows, and whose browser this is."""

from typing import Any

from django import template

from daily8.accounts.models import User
from daily8.reading import following, shelf, things
from daily8.reading.models import MuteKind

register = template.Library()


@register.inclusion_tag("parts/follow.html", takes_context=True)
def follow_button(context: template.Context, kind: str, name: str) -> dict[str, Any]:
    """A button for who is signed in; for others, whose page is everybody's, a link to where one signs in."""
    request = context["request"]
    user = getattr(request, "user", None)
    shown = {"kind": kind, "name": name, "back": request.get_full_path(), "csrf_token": context.get("csrf_token")}
    if not isinstance(user, User) or not user.is_authenticated:
        return shown
    thing = things.named(kind, name)
    followed = thing is not None and following.follows(user, thing)
    return {**shown, "signed_in": True, "mutable": kind in MuteKind.values, "followed": followed}


@register.filter
def shelf_mark(user: User) -> str:
    """What the reader's browser knows the account by."""
    return shelf.mark(user)
