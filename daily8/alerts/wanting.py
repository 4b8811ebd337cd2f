"""What a reader still wants to be told when it can be sent: it may have waited for days."""

from collections.abc import Sequence

from daily8.alerts.models import Alert, Choice, Kind
from daily8.reading import things
from daily8.reading.models import Follow
from daily8.reading.models import Kind as Followed

_SWITCHES = {
    Kind.STORY: "stories",
    Kind.SEARCH: "searches",
    Kind.REPLY: "replies",
    Kind.EDITION: "edition",
    Kind.QUEUE: "queue",
    Kind.DECIDED: "replies",
}


def still(choice: Choice, alerts: Sequence[Alert]) -> list[Alert]:
    """Return those of a reader's alerts whose kind is switched on, and whose cause is still followed.

    What is decided on the reader himself is always told.
    """
    follows = Follow.objects.filter(user=choice.user, silence=None).values_list("kind", "key")
    searches = {key for kind, key in follows if kind == Followed.SEARCH}
    keys = {key for kind, key in follows if kind == Followed.STORY}
    stories = _now({*keys, *(alert.story_key for alert in alerts if alert.kind == Kind.STORY)})
    followed = {stories.get(key) for key in keys}
    return [
        alert
        for alert in alerts
        if (alert.kind == Kind.BAN or getattr(choice, _SWITCHES[Kind(alert.kind)]))
        and (alert.kind != Kind.STORY or stories.get(alert.story_key, "") in followed)
        and (alert.kind != Kind.SEARCH or alert.words in searches)
        and (alert.kind != Kind.QUEUE or choice.user.is_moderator)
    ]


def _now(keys: set[str]) -> dict[str, str]:
    """The keys that stories have now, by those that they had."""
    return {key: thing.key for key, thing in things.stories(sorted(keys)).items()}
