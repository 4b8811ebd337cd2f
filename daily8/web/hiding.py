"""What lists leave out for who is signed in."""

from django.http import HttpRequest

from daily8.accounts.models import User
from daily8.articles import scopes
from daily8.articles.models import ArticleQuerySet
from daily8.reading import muting
from daily8.reading.muting import Muted

_KEPT = "_daily8_muted"


def of(request: HttpRequest) -> Muted:
    """Return what the reader has muted, asked once for each request; nothing for who is not signed in."""
    found: Muted | None = getattr(request, _KEPT, None)
    if found is None:
        user = getattr(request, "user", None)
        found = muting.of(user) if isinstance(user, User) and user.is_authenticated else Muted()
        setattr(request, _KEPT, found)
    return found


def articles_for(request: HttpRequest) -> ArticleQuerySet:
    """Visible articles in the languages that the reader asked for, without what is muted."""
    return of(request).visible(scopes.articles_for(request))
