"""Why an episode cannot be heard, said in the operator's language, too."""

import re

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# The first that fits; the patterns are the beginnings of what is kept on the row, as the log has it.
_REASONS: tuple[tuple[re.Pattern[str], Promise], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        ("no story of this edition", _("no story of this edition can be told any more")),
        ("it could not be made within", _("it could not be made in time")),
        ("DAILY8_PODCAST_DAYS", _("by the settings of this site no episodes are kept")),
        ("Listen is switched off", _("listening is switched off for this site")),
        ("no voice reads", _("no voice reads this language: name a model that is used for listening")),
        (
            "nothing is installed that packs",
            _("what packs sound is missing: install the extra for speech"),
        ),
        ("an error of daily8's own", _("an error of this site's own; its log says more")),
        (r"\S+ calls a |\S+ a \w+ may be spent", _("the limits of what AI may cost leave no room for it now")),
    )
)


def told(error: str) -> SafeString | str:
    """Return what keeps an episode from being heard: in words of the language in use, and as the log has it."""
    if not error:
        return ""
    itself = format_html('<bdi lang="en" dir="ltr">{}</bdi>', error)
    words = next((words for pattern, words in _REASONS if pattern.match(error)), None)
    if words is None or (get_language() or "en").startswith("en"):
        return itself
    return format_html("{} ({})", words, itself)
