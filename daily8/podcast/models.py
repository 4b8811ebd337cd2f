"""Episodes of the podcast: one for each daily edition, and what is said in it, line by line."""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from daily8.editions.models import Edition, Rhythm
from daily8.podcast import reasons
from daily8.work.models import Waiting, WaitingQuerySet

# An edition that got no episode for so long is yesterday's paper.
MADE_WITHIN = timedelta(hours=20)
# And it is read without the words of a model that was waited for so long.
WORDED_WITHIN = timedelta(minutes=35)


class State(models.TextChoices):
    """How far an episode has come."""

    WAITING = "waiting", _("waits to be read aloud")
    READY = "ready", _("can be heard")
    ABSENT = "absent", _("there is none")
    OVER = "over", _("no longer kept")


class Kind(models.TextChoices):
    """Whose words a line has, and so when they may not be heard any more."""

    OWN = "own", _("the site’s")
    NAMES = "names", _("names of publishers")
    HEADLINE = "headline", _("a headline")
    TOLD = "told", _("a sentence of a brief")


class EpisodeQuerySet(WaitingQuerySet["Episode"]):
    """Finds episodes."""

    def of(self, language: str) -> Self:
        """Those of a language, newest first, without what decided on their editions."""
        same = self.filter(edition__language=language).select_related("edition")
        return same.order_by("-edition__day")

    def ready(self) -> Self:
        """Those that were made; what of them may be heard is another question."""
        return self.filter(state=State.READY)

    def old(self, now: datetime) -> Self:
        """Those that are not kept any longer, in whatever state: of their making, else of their edition's."""
        before = now - timedelta(days=settings.PODCAST_DAYS)
        unmade = Q(made_at=None, edition__made_at__lte=before, pk__in=_spoken())
        return self.filter(Q(made_at__lte=before) | unmade).exclude(state=State.OVER)

    def unmade(self) -> Self:
        """Those of which something was spoken that is in no file."""
        return self.filter(state__in=[State.WAITING, State.ABSENT], pk__in=_spoken())

    def without_voice(self, now: datetime) -> Self:
        """Those of today that were given up through no fault of a voice: there was none, or no leave to use it."""
        return self.filter(state=State.ABSENT, failures=0, edition__made_at__gte=now - MADE_WITHIN)


class Episode(Waiting):
    """An edition read aloud, and the file with it; `error` says why there is none.

    The file is named in `file`, begins with `tags_size` bytes of tags, and then has the sound of all lines in
    their order.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="episode")
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    voice = models.CharField(_("voice"), max_length=80, default="", blank=True)
    file = models.CharField(max_length=100, default="", blank=True)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    tags_size = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    # It is made until then or not at all; one that was made before, or that an operator wants, however late.
    until = models.DateTimeField(null=True, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="episode_due"),
            models.Index(fields=["state", "made_at"], name="episode_made"),
        ]

    FILE_FIELDS = ("state", "voice", "file", "size", "tags_size", "milliseconds", "made_at")

    def __str__(self) -> str:
        return str(self.edition)

    @property
    def reason(self) -> SafeString | str:
        """Why it cannot be heard, or was not made yet, for a page."""
        return reasons.told(self.error)

    @property
    def length(self) -> str:
        """How long it lasts, as minutes and seconds; "" where there is no sound."""
        minutes, seconds = divmod(round(self.milliseconds / 1000), 60)
        return f"{minutes}:{seconds:02}" if self.milliseconds else ""

    @property
    def sound(self) -> str:
        """The path of its sound."""
        return self.address("mp3")

    def address(self, form: str) -> str:
        """Return the path of the sound (mp3), the transcript (vtt) or the chapters (json), for ever."""
        return reverse("episode-file", args=[self.edition.language, self.edition.day, form])

    def be_absent(self, reason: str) -> None:
        """Be given up, through no fault of a voice; unsaved."""
        self.wait(None)
        self.state, self.error = State.ABSENT, reason[:2000]


class Line(models.Model):
    """Some words that are said in one go, in the chapter of a story, or before or after all of them.

    It was spoken once it has a `voice`; without a `size` there was nothing to hear in it. Its sound is here until
    it is in the file of the episode, and there in the order of the numbers.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    chapter = models.PositiveSmallIntegerField()
    story_key = models.CharField(max_length=32, default="", blank=True)
    words = models.TextField()
    articles = models.JSONField(default=list, blank=True)
    voice = models.CharField(max_length=80, default="", blank=True)
    size = models.PositiveIntegerField(default=0)
    audio = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["episode", "number"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.number}"


def _spoken() -> models.QuerySet[Line, Any]:
    return Line.objects.order_by().values("episode")


def due(now: datetime) -> list[Edition]:
    """Return the daily editions of today that have their words, and no episode yet."""
    young = Edition.objects.filter(rhythm=Rhythm.DAILY, made_at__gte=now - MADE_WITHIN, episode=None).made()
    unworded = Q(entries__worded_at=None) & Q(made_at__gt=now - WORDED_WITHIN)
    return list(young.exclude(pk__in=young.filter(unworded).values("pk")).order_by("pk"))


def episode_of(language: str, day: date) -> Episode | None:
    """Return the episode of a day, in whatever state."""
    return Episode.objects.of(language).filter(edition__day=day, edition__rhythm=Rhythm.DAILY).first()
