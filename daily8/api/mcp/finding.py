"""What the tools do: each looks something up, as pages do, and says it in the shapes that agents are told."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from daily8.accounts import questions
from daily8.accounts.questions import TooManyQuestions
from daily8.api.mcp import shapes
from daily8.api.mcp.cards import card, cards, readable, statements
from daily8.articles import linking
from daily8.articles.models import Article
from daily8.assistant import edition_entries
from daily8.assistant.abilities import Ability
from daily8.assistant.edition_entries import Shown
from daily8.assistant.extracts import is_at_hand
from daily8.assistant.subjects import Subject
from daily8.assistant.telling import question_of, tell
from daily8.editions.models import Edition, Rhythm
from daily8.engine.words.queries import cleaned, parse
from daily8.search.finding import Order, find
from daily8.search.places import pk_of
from daily8.stories import naming, showing
from daily8.stories.models import FormerStory, Story

# As much of a text as is given at once.
TEXT_LETTERS = 20_000
_HASHTAGS = 20
_BRIEF_SENTENCES = 8


class ToolError(Exception):
    """What was asked cannot be told; the message tells the agent why, and what to do."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `origin` is where they know the site, `address` where they ask from, "" on the site's machine."""

    origin: str
    address: str


def search(asked: shapes.SearchAsked, caller: Caller) -> shapes.Results:
    """Find articles by words and meaning."""
    found = find(parse(cleaned(asked.query)), Order(asked.order))
    hits = found.hits[asked.skip : asked.skip + asked.limit]
    return shapes.Results(
        results=cards([pk_of(hit.place) for hit in hits], caller.origin),
        more=len(found.hits) > asked.skip + asked.limit,
        unknown=[f"{one.field}:{one.value}" for one in found.unknown],
    )


def article(asked: shapes.ArticleAsked, caller: Caller) -> shapes.Read:
    """Read one article."""
    known = Article.objects.visible().select_related("publisher", "report__story").defer("html", "entry")
    found = known.filter(addresses=asked.key).first()
    if found is None:
        raise ToolError(f"No article has the key {asked.key}. Use `search` to find one.")
    text, next_at = _part(found, asked.start)
    language = get_language() or "en"
    return shapes.Read(
        article=card(found, caller.origin),
        authors=[str(author) for author in found.authors],
        hashtags=[tag.hashtag.name_in(language)[0] for tag in linking.tags(found)[:_HASHTAGS]],
        text=text,
        start=asked.start,
        next=next_at,
    )


def _part(found: Article, start: int) -> tuple[str, int | None]:
    """A part of its text, as far as models may read it, and where the next begins."""
    if readable(found) != "text":
        return "", None
    end = start + TEXT_LETTERS
    return found.text[start:end], end if end < len(found.text) else None


def story(asked: shapes.StoryAsked, caller: Caller) -> shapes.Told:
    """Read one story: the reports of one event."""
    former = FormerStory.objects.filter(key=asked.key).select_related("story").first()
    found = former.story if former else Story.objects.filter(key=asked.key).first()
    reports = Article.objects.visible().filter(report__story=found).newest_first() if found else None
    pks = list(reports.values_list("pk", flat=True)[: asked.limit + 1]) if reports is not None else []
    if found is None or not pks:
        raise ToolError(f"No story has the key {asked.key}. Articles that `search` finds name theirs in `story`.")
    language = get_language() or "en"
    hashtags = showing.readable(showing.hashtags(found), language=language)
    return shapes.Told(
        key=found.key,
        page=caller.origin + found.get_absolute_url(),
        title=naming.best([found.pk], language=language)[found.pk].title,
        first_at=found.first_at.isoformat(),
        last_at=found.last_at.isoformat(),
        publishers=found.publishers_count,
        originals=found.originals_count,
        hashtags=[hashtag.name_in(language)[0] for hashtag in hashtags],
        reports=cards(pks[: asked.limit], caller.origin),
        more=len(pks) > asked.limit,
    )


def edition(asked: shapes.EditionAsked, caller: Caller) -> shapes.Edition:
    """Read the edition of a day, or the newest."""
    made = Edition.objects.of(asked.language, Rhythm(asked.rhythm))
    found = made.filter(day=asked.day).first() if asked.day else made.first()
    if found is None:
        newest = made.values_list("day", flat=True).first()
        hint = f"The newest is of {newest}." if newest else "There is none yet; use `search` with order newest."
        raise ToolError(f"There is no {asked.rhythm} edition in {asked.language} of that day. {hint}")
    entries = edition_entries.shown(found)
    return shapes.Edition(
        day=found.day.isoformat(),
        rhythm=found.rhythm,
        language=found.language,
        page=caller.origin + found.get_absolute_url(),
        stories=[_entry(one, caller.origin) for one in entries if one.headline],
    )


def _entry(shown: Shown, origin: str) -> shapes.Entry:
    page = shown.story or shown.headline or shown.entry.edition
    reports = [one.pk for one in (shown.headline, *shown.reports) if one]
    return shapes.Entry(
        place=shown.entry.place,
        title=shown.title,
        language=shown.title_language,
        story=shown.story.key if shown.story else "",
        page=origin + page.get_absolute_url(),
        brief=statements([one.statement for one in shown.brief[:_BRIEF_SENTENCES]], origin),
        words=shown.paragraphs,
        reports=cards(reports, origin),
    )


def ask(asked: shapes.Question, caller: Caller) -> shapes.Answer:
    """Answer a question from sentences of articles."""
    question = question_of(asked.question, asked.before)
    if not question.question:
        raise ToolError("The question has no words.")
    subject = _subject(asked)
    if caller.address and not is_at_hand(Ability.ASK, subject, question=question.question, before=question.before):
        _count(caller.address)
    told = tell(Ability.ASK, subject, timezone.now(), question=question.question, before=question.before)
    said = [one for part in told.said.parts for one in part.statements]
    return shapes.Answer(
        question=question.question,
        statements=statements(said, caller.origin),
        written_by=told.provider,
        under_way=told.under_way,
    )


def _subject(asked: shapes.Question) -> Subject:
    language = get_language() or "en"
    if asked.article:
        found = Article.objects.visible().select_related("publisher").filter(addresses=asked.article).first()
        if found is None:
            raise ToolError(f"No article has the key {asked.article}. Use `search` to find one.")
        return Subject.of_article(found, language)
    if asked.story:
        former = FormerStory.objects.filter(key=asked.story).select_related("story").first()
        told = former.story if former else Story.objects.filter(key=asked.story).first()
        if told is None:
            raise ToolError(f"No story has the key {asked.story}.")
        return Subject.of_story(told, language)
    return Subject.of_everything(asked.question, language)


def _count(address: str) -> None:
    now = timezone.now()
    try:
        questions.count(address, now)
    except TooManyQuestions as error:
        seconds = max(1, round((error.ends_at - now).total_seconds()))
        raise ToolError(f"Too many questions from this network. Ask again in {seconds} seconds.") from error
