"""What moderators alone may ask for, and only with the second lock that the site may want of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from daily8.accounts import offices
from daily8.accounts.turned_away import NotTheirs
from daily8.web import commenting

View = Callable[..., HttpResponse]


def only(view: View) -> View:
    """A page that nobody else finds; the view is given the moderator."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        moderator = commenting.reader_of(request)
        if moderator is None or not moderator.is_moderator:
            raise NotTheirs("moderators only")
        return offices.lock_first(request) or view(request, *arguments, moderator=moderator, **named)

    return login_required(answer)
