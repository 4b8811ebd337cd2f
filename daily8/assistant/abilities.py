"""What the assistant can do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ability(models.TextChoices):
    """One thing that a reader can have done with an article, a story, or all that the site has."""

    SUMMARY = "summary", _("Summary")
    EXPLAIN = "explain", _("Explain")
    ASK = "ask", _("Ask")
    TRANSLATE = "translate", _("Translate")
    LISTEN = "listen", _("Listen")
    TIMELINE = "timeline", _("Timeline")
    COMPARE = "compare", _("Compare coverage")


# What a model can put into words of its own; the others only choose and arrange what publishers wrote.
WRITTEN = (Ability.SUMMARY, Ability.EXPLAIN, Ability.ASK, Ability.TRANSLATE)
# What a server can make of it: what it writes, and what it reads aloud.
MADE = (*WRITTEN, Ability.LISTEN)
OF_AN_ARTICLE = (Ability.SUMMARY, Ability.EXPLAIN, Ability.ASK, Ability.TRANSLATE, Ability.LISTEN)
OF_A_STORY = (Ability.SUMMARY, Ability.EXPLAIN, Ability.ASK, Ability.TIMELINE, Ability.COMPARE)
