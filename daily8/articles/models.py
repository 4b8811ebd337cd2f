"""One publisher's report, its earlier versions, and the addresses it is known by."""

from datetime import datetime
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from daily8.articles.forgotten import Forgotten  # noqa: F401  (a model, too)
from daily8.sources.models import Feed, Publisher, Rights
from daily8.topics.models import Hashtag
from daily8.work import clock
from daily8.work.models import PAGES, Version, Waiting, WaitingQuerySet

# As engine.extraction.Kind says it; to import that costs every web process half a second and 50 MB.
_ARTICLE = "article"


class Stage(models.TextChoices):
    """The last step that is done; the row waits for the one after it."""

    FETCHED = "fetched"
    EXTRACTED = "extracted"
    ENRICHED = "enriched"
    GROUPED = "grouped"
    PUBLISHED = "published"


# What a list shows; the texts stay in the table.
CARD_FIELDS = (
    "key",
    "url",
    "kind",
    "language",
    "title",
    "excerpt",
    "image",
    "published_at",
    "category",
    "words",
    "publisher__domain",
    "publisher__names",
    "publisher__country",
    "publisher__language",
    "publisher__rights",
    "publisher__ai",
)


class ArticleQuerySet(WaitingQuerySet["Article"]):
    """Finds articles."""

    def at(self, stage: Stage) -> Self:
        """Articles whose last step done is `stage`."""
        return self.filter(stage=stage)

    def visible(self) -> Self:
        """Articles that readers may see."""
        return self.filter(visible=True)

    def hidden_since(self, moment: datetime) -> Self:
        """The few published since then that readers may not see: withdrawn, or still being read."""
        return self.filter(visible=False, published_at__gte=moment)

    def withdraw(self) -> int:
        """Take them from readers until `restore`; return how many they are."""
        with transaction.atomic():
            self.publish_again()
            withdrawn = self.update(withdrawn=True, visible=False)
            Version.bump(PAGES)
        return withdrawn

    def restore(self) -> int:
        """Give withdrawn ones back to readers, as far as they are ready; return how many those are."""
        with transaction.atomic():
            read = self.filter(withdrawn=True, stage__in=[Stage.GROUPED, Stage.PUBLISHED]).exclude(title="")
            ready = list(read.values_list("pk", flat=True))
            same = self.model._default_manager.filter(pk__in=ready)
            same.publish_again()
            restored = same.update(withdrawn=False, visible=True)
            self.update(withdrawn=False)
            Version.bump(PAGES)
        return restored

    def publish_again(self) -> int:
        """Let those that were published wait for it once more, so that they are found as they are now.

        Readers see meanwhile what they saw. Returned is how many they are.
        """
        return self.filter(stage=Stage.PUBLISHED).update(stage=Stage.GROUPED, due_at=clock.now())

    def newest_first(self, moment: str = "published_at") -> Self:
        """Newest first, by the column whose index finds the articles; equal moments in a fixed order."""
        return self.order_by(f"-{moment}", "-pk")

    def written_in(self, language: str) -> Self:
        """Articles in this language."""
        return self.filter(language=language)

    def carrying(self, hashtag: Hashtag) -> Self:
        """Articles with this hashtag, and as `tagged_at` their moment; copies where their original is not listed.

        To order them by their own moment, a database would walk through all articles to find a few.
        """
        original = Tag.objects.filter(hashtag=hashtag, article=OuterRef("copy_of"))
        listed = original.filter(article__visible=True, article__copy_of=None)
        once = Q(copy_of=None) | ~Exists(listed)
        return self.filter(once, tags__hashtag=hashtag).annotate(tagged_at=F("tags__published_at"))

    def older_than(self, published_at: datetime, pk: int, *, moment: str = "published_at") -> Self:
        """What follows this place in a list that is newest first."""
        older = Q((f"{moment}__lt", published_at)) | Q((moment, published_at), pk__lt=pk)
        # The other condition is what an index can use.
        return self.filter(older, (f"{moment}__lte", published_at))

    def cards(self) -> Self:
        """Only what a list shows of each article, with its publisher."""
        return self.select_related("publisher").only(*CARD_FIELDS)


class Article(Waiting):
    """One published piece: one canonical address, one page here."""

    key = models.CharField(max_length=32, unique=True)
    url = models.TextField(_("address"))
    publisher = models.ForeignKey(
        Publisher, on_delete=models.CASCADE, related_name="articles", verbose_name=_("publisher")
    )
    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, blank=True, related_name="articles")
    # No choices=: only our own code sets a stage, and a new stage then needs no migration.
    stage = models.CharField(_("last step done"), max_length=20, default=Stage.FETCHED)
    visible = models.BooleanField(_("shown to readers"), default=False)
    # By an operator: it stays so when its page is read anew.
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    kind = models.CharField(_("kind"), max_length=12, default="", blank=True)
    language = models.CharField(_("language"), max_length=8, default="", blank=True)
    category = models.CharField(_("category"), max_length=20, default="", blank=True)
    category_reason = models.CharField(_("told by"), max_length=20, default="", blank=True)
    title = models.TextField(_("title"), default="", blank=True)
    excerpt = models.TextField(_("first sentences"), default="", blank=True)
    image = models.TextField(default="", blank=True)
    caption = models.TextField(default="", blank=True)
    section = models.TextField(default="", blank=True)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    # The agency that its text or its by-line credits, and the article that it is a copy of.
    credit = models.CharField(max_length=40, default="", blank=True)
    copy_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    words = models.PositiveIntegerField(_("words"), default=0)
    published_at = models.DateTimeField(_("published"))
    found_at = models.DateTimeField(_("found"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    entry_digest = models.CharField(max_length=32, default="", blank=True)
    # Large columns come last, so that reading the others does not walk through them.
    text = models.TextField(_("text"), default="", blank=True)
    html = models.TextField(default="", blank=True)
    entry = models.JSONField(default=dict)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["stage", "due_at"], condition=Q(due_at__isnull=False), name="article_waits"),
            models.Index(fields=["language", "-published_at"], condition=Q(visible=True), name="article_language"),
            models.Index(
                fields=["category", "language", "-published_at"],
                condition=Q(visible=True),
                name="article_category",
            ),
            models.Index(
                fields=["publisher", "-published_at"], condition=Q(visible=True), name="article_publisher"
            ),
            models.Index(fields=["-published_at"], condition=Q(visible=True), name="article_latest"),
            # Whether one may be seen, told without a look at the row of it.
            models.Index(fields=["id"], condition=Q(visible=True), name="article_seen"),
            models.Index(fields=["-published_at"], condition=Q(visible=False), name="article_hidden"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        """Its page here, in the reader's interface language."""
        return reverse("article", args=[self.key])

    @property
    def is_article(self) -> bool:
        """Whether its page was read and is an article, not a video, a list or a wall."""
        return self.kind == _ARTICLE and self.words > 0

    @property
    def is_whole(self) -> bool:
        """Whether all of its text may be shown."""
        return self.is_article and self.publisher.rights == Rights.FULL

    @property
    def shown_excerpt(self) -> str:
        """Its first sentences, where the publisher lets more be shown than a link."""
        return "" if self.publisher.rights == Rights.LINK else self.excerpt

    @property
    def shown_image(self) -> str:
        """The address of its picture, where the publisher lets more be shown than a link."""
        return "" if self.publisher.rights == Rights.LINK else self.image

    def replace(self, texts: dict[str, Any], *, now: datetime) -> "Revision | None":
        """Put a newer version in place; return the old one, not yet saved, if readers had seen another."""
        changed = any(getattr(self, name) != texts[name] for name in ("title", "text"))
        old = None
        if self.visible and changed:
            old = Revision(article=self, title=self.title, text=self.text, html=self.html, replaced_at=now)
        for name, value in texts.items():
            setattr(self, name, value)
        return old


class Meaning(models.Model):
    """What the engine made of one revision of an article: computed once, read whenever the window is made anew.

    `vector` holds float16 numbers by the embedder named in `embedder`; `sketch` is as the engine packs it.
    `digest` tells the revision.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="meaning")
    digest = models.CharField(max_length=32)
    embedder = models.CharField(max_length=80, default="", blank=True)
    vector = models.BinaryField(default=b"")
    sketch = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"meaning of {self.article_id}"


class Tag(models.Model):
    """A hashtag of an article; `place` counts from the most telling one, which is 0.

    `mentions` are the places in the article's text as [start, end]; the newest articles of a hashtag are found
    by `published_at`, which is the article's.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tags")
    hashtag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="tags")
    place = models.PositiveSmallIntegerField()
    mentions = models.JSONField(default=list)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["article", "hashtag"], name="tag_once")]
        indexes = [
            models.Index(fields=["hashtag", "-published_at"], name="tag_newest"),
            models.Index(fields=["-published_at"], name="tag_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.hashtag_id} on {self.article_id}"


class Revision(models.Model):
    """An earlier version of an article's title and text, as it stood until `replaced_at`.

    `figures` are those that the next version has otherwise, as `articles/history.py` writes them.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    title = models.TextField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("-replaced_at", "-pk")

    def __str__(self) -> str:
        return f"{self.title} (until {self.replaced_at:%Y-%m-%d %H:%M})"


class Rereading(models.Model):
    """When the page of an article is read once more; there is none where that was often enough."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="rereading")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.article_id} at {self.at:%Y-%m-%d %H:%M}"


class Address(models.Model):
    """One address under which an article was met: every one leads to the same page."""

    key = models.CharField(max_length=32, primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="addresses")

    def __str__(self) -> str:
        return self.key
