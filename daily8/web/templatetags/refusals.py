"""What the writer of a comment that is not seen is told."""

from django import template

from daily8.comments.models import Comment, Mode
from daily8.web import refusals

register = template.Library()


@register.filter
def looked_at_anyway(comment: Comment, mode: Mode) -> str:
    """Why it waits where the rules saw too little for that; nothing where they saw enough."""
    return refusals.looked_at_anyway(comment, mode)


@register.filter
def seen_by_rules(comment: Comment) -> list[str]:
    """What the rules saw in a comment, in words for its writer."""
    return refusals.told(comment)
