"""An edition as a letter: HTML for mail programs, plain text for people, and the way out in both."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from daily8.articles import pictures
from daily8.assistant.edition_entries import Shown, shown
from daily8.editions.models import Edition, Rhythm
from daily8.newsletter.models import Subscriber
from daily8.work import branding
from daily8.work.mail import NamedMessage

_OURS = "eight-"
# What stands in a letter's place of the link that is its reader's alone.
_OWN = "https://own.invalid/"
_PICTURE = 640


@dataclass(frozen=True, slots=True)
class Item:
    """A story in a letter, and where its picture is."""

    shown: Shown
    picture: str

    @property
    def number(self) -> int:
        """Its place."""
        return self.shown.entry.place


@dataclass(frozen=True, slots=True)
class Letter:
    """What all subscribers of an edition get, but for the links that are each one's own."""

    language: str
    subject: str
    text: str
    html: str
    is_empty: bool

    def preview(self, own: str) -> str:
        """Return its HTML with a page of everybody's in place of the one that is a subscriber's."""
        return self.html.replace(_OWN, own)

    def to(self, subscriber: Subscriber, token: str) -> NamedMessage:
        """Return it with a subscriber's own links."""
        with override(self.language):
            own = absolute(reverse("newsletter-own", args=[subscriber.key]))
            stop = absolute(reverse("newsletter-stop", args=[subscriber.key]))
        message = NamedMessage(self.subject, self.text.replace(_OWN, own), to=[subscriber.address])
        message.token = token
        message.attach_alternative(self.html.replace(_OWN, own), "text/html")
        # RFC 2369 and RFC 8058: mail programs offer to end it, and do so without opening a page.
        message.extra_headers = {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        }
        return message


def new_token() -> str:
    """Return what names a letter, and tells it from other mail."""
    return f"{_OURS}{uuid.uuid4().hex[: 32 - len(_OURS)]}"


def is_ours(token: str) -> bool:
    """Whether it names a letter with an edition."""
    return token.startswith(_OURS)


def letter_of(edition: Edition) -> Letter:
    """Return an edition as a letter in its language."""
    with override(edition.language):
        items = [Item(one, _picture(one)) for one in shown(edition) if one.headline]
        subject = subject_of(edition)
        context = {
            "edition": edition,
            "items": items,
            "subject": subject,
            "site": branding.name(),
            "language": edition.language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "begin": "right" if get_language_bidi() else "left",
            "origin": absolute(""),
            "page": absolute(edition.get_absolute_url()),
            "own": _OWN,
        }
        text = render_to_string("newsletter/letter_text.html", context)
        html = render_to_string("newsletter/letter.html", context)
    return Letter(edition.language, subject, text, html, is_empty=not items)


def subject_of(edition: Edition) -> str:
    """Return what stands in the list of letters: the day, or the week's last."""
    words = _("The week’s eight, %(day)s") if edition.rhythm == Rhythm.WEEKLY else _("The daily eight, %(day)s")
    return words % {"day": date_format(edition.day)}


def _picture(one: Shown) -> str:
    """The address of its picture; letters of a site without a public address have none."""
    if not settings.SITE_URL or not one.picture:
        return ""
    return absolute(pictures.address(one.picture.shown_image, _PICTURE))


def absolute(path: str) -> str:
    """Return the public address of a page."""
    return f"{settings.SITE_URL or f'http://{settings.HOST}:{settings.PORT}'}{path}"
