"""Versions of a text, for pages."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daily8.engine.revising import Piece, State

register = template.Library()


@register.filter
def versions(pieces: Iterable[Piece]) -> SafeString:
    """Return two versions as one: what went is struck through, what came is underlined, and both are said."""
    return format_html_join("", "{}", ((_told(piece),) for piece in pieces))


@register.filter
def isolated(words: str) -> SafeString:
    """Return words whose direction is their own, whatever stands around them."""
    return format_html("<bdi>{}</bdi>", words)


def _told(piece: Piece) -> SafeString:
    if piece.state is State.GONE:
        return format_html('<del><span class="hidden">{} </span>{}</del>', _("Before:"), piece.text)
    if piece.state is State.NEW:
        return format_html('<ins><span class="hidden"> {} </span>{}</ins>', _("Now:"), piece.text)
    return format_html("{}", piece.text)
