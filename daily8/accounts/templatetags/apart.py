"""Names within a sentence of either direction."""

from django import template

register = template.Library()


@register.filter
def apart(name: str) -> str:
    """Keep the direction of a name apart from that of the sentence around it."""
    return f"\u2068{name}\u2069"
