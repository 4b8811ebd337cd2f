"""The words of an edition: a brief of each story, what is new in it, and what its reports differ in."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import override

from daily8.articles.models import Article
from daily8.assistant.abilities import Ability
from daily8.assistant.comparisons import comparison
from daily8.assistant.edition_words import digest
from daily8.assistant.novelty import New, new_since
from daily8.assistant.one_event import others, with_headline
from daily8.assistant.statements import Cite, Made, Row, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.summaries import points_of
from daily8.assistant.telling import tell
from daily8.editions.models import Entry, stories_now
from daily8.stories.models import Story

_BRIEF, _NEWS, _NUMBERS, _REPORTS = 3, 3, 4, 2
# A model that has not written by then is not waited for: the publishers' own words stay.
_PATIENCE = timedelta(minutes=30)


def news(story_key: str, since: datetime) -> int:
    """Return how many sentences a story has that no report before that moment covers."""
    story = stories_now([story_key]).get(story_key)
    return len(new_since(Subject.of_story_since(story, "", since), since)) if story else 0


def word(entry: Entry, now: datetime, *, since: datetime | None) -> None:
    """Give an entry its words, unsaved; `since` is when readers had the story in an edition before.

    It is done with once a model has written, where one is asked; until then the publishers' words stand there.
    """
    story = entry.story
    subject = _of_event(story, entry) if story else None
    under_way = False
    with override(entry.edition.language):
        if story and subject and subject.texts:
            told = tell(Ability.SUMMARY, subject, now)
            said = [one for part in told.said.parts for one in part.statements]
            entry.reports = _to_read_on(entry, subject)
            entry.brief = [_resting(one, subject) for one in _opening(_filled(said, subject, entry))[:_BRIEF]]
            entry.news = [_new(one).to_json() for one in _since(story, entry, since)]
            entry.numbers = [_kept(row) for row in comparison(subject).table if row.disagree or row.changed][
                :_NUMBERS
            ]
            under_way = told.under_way
        else:
            entry.brief, entry.news, entry.numbers = [], [], []
    if not under_way or now >= entry.edition.made_at + _PATIENCE:
        entry.worded_at = now


def _resting(said: Statement, subject: Subject) -> dict[str, Any]:
    """A statement with the digests of the sentences that it rests on: where those change, it is not shown."""
    texts = {text.article: text for text in subject.texts}
    rests = [digest(texts[cite.article].sentence(cite.sentence)) for cite in said.cites if cite.article in texts]
    return said.to_json() | {"rests": rests}


def _filled(said: list[Statement], subject: Subject, entry: Entry) -> list[Statement]:
    """The brief of a story; where its reports have too little in common for one, with what the one above tells."""
    found = list(said)
    if any(one.made is Made.WRITTEN for one in said):
        return found
    headline = subject.text(entry.headline.pk) if entry.headline else None
    for one in points_of(headline) if headline and headline.language == subject.language else ():
        if len(found) >= _BRIEF:
            break
        if not any(_is_like(one.text, other.text) for other in found):
            found.append(one)
    return found


def _is_like(one: str, other: str) -> bool:
    """Whether two thirds of the longer words of the shorter of two sentences are in both."""
    here, there = (set(re.findall(r"\w{4,}", text.casefold())) for text in (one, other))
    return 3 * len(here & there) >= 2 * min(len(here), len(there))


def _opening(said: list[Statement]) -> list[Statement]:
    """Sentences of publishers by how early their reports say them, for an article begins with what it is about.

    A model has an order of its own.
    """
    if any(one.made is Made.WRITTEN for one in said):
        return said
    return sorted(said, key=lambda one: min((cite.sentence for cite in one.cites), default=0))


def _of_event(story: Story, entry: Entry) -> Subject:
    """What was told by then: an entry may be worded again in the course of its day."""
    language = entry.edition.language
    told = Subject.of_story(story, language, before=entry.edition.told_until)
    return with_headline(told if told.texts else Subject.of_story(story, language), entry.headline)


def _to_read_on(entry: Entry, subject: Subject) -> list[int]:
    """The reports to read on that are of the headline's event; others of it in place of the rest."""
    reports: list[int] = entry.reports
    if entry.headline is None:
        return reports
    found = Article.objects.filter(pk__in=reports).values_list("pk", "title", "language", "publisher")
    told = {pk: (title, language) for pk, title, language, _publisher in found}
    left_out = others(entry.headline, told)
    outlets = {publisher for pk, _title, _language, publisher in found if pk not in left_out}
    outlets.add(entry.headline.publisher_id)
    kept = [pk for pk in reports if pk not in left_out]
    for text in subject.texts if left_out else []:
        if text.language == entry.edition.language and text.outlet not in outlets and len(kept) < _REPORTS:
            outlets.add(text.outlet)
            kept.append(text.article)
    return kept


def _since(story: Story, entry: Entry, since: datetime | None) -> Iterable[New]:
    """The sentences that are new, those of the headline's event in the edition's language first.

    What came after the edition was made is for the next one, also where an entry is worded again at noon.
    """
    if since is None:
        return []
    language = entry.edition.language
    subject = Subject.of_story_since(story, language, since, until=entry.edition.told_until)
    event = {text.article for text in with_headline(subject, entry.headline).texts}
    found = new_since(subject, since)
    found.sort(key=lambda one: (one.text.article not in event, one.text.language != language))
    return found[:_NEWS]


def _new(one: New) -> Statement:
    number = one.text.sentences.index(one.sentence)
    return Statement(one.sentence, one.text.language, (Cite(one.text.article, number),))


def _kept(row: Row) -> dict[str, Any]:
    figures = [[figure.written, figure.cite.article, figure.cite.sentence] for figure in row.figures]
    return {"heading": row.heading, "figures": figures, "changed": row.changed and not row.disagree}
