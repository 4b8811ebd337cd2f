"""What reports of a story say that none did which a reader could have read before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from daily8.articles.models import Article
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine.comparing import ReportText, novelties
from daily8.engine.comparing.novelty import MOST


@dataclass(frozen=True, slots=True)
class New:
    """A sentence that says something new, and the text it is of."""

    text: Text
    sentence: str


def new_since(subject: Subject, moment: datetime) -> list[New]:
    """Return the sentences that came here later and that no earlier sentence covers, as they were published.

    An article counts from when it was found, which is when it could first be read here. Nothing is new where
    nothing came earlier.
    """
    found = _found(subject.texts)
    return new_of(subject, {text.article for text in subject.texts if found[text.article] > moment})


def new_of(
    subject: Subject, articles: Collection[int], *, but: Collection[int] = (), most: int = MOST
) -> list[New]:
    """Return what these articles (primary keys) say that none of the others does, as if these came last.

    What is in `but` counts as not there: neither is it new, nor does it cover anything.
    """
    earlier = [text for text in subject.texts if text.article not in articles and text.article not in but]
    later = {text.article: text for text in subject.texts if text.article in articles}
    if not earlier or not later:
        return []
    places = novelties(list(map(_report, earlier)), list(map(_report, later.values())), most=most)
    return [New(later[place.report], later[place.report].sentence(place.sentence - 1)) for place in places]


def _found(texts: Sequence[Text]) -> dict[int, datetime]:
    keys = [text.article for text in texts]
    return dict(Article.objects.filter(pk__in=keys).values_list("pk", "found_at"))


def _report(text: Text) -> ReportText:
    return ReportText(text.article, str(text.outlet), text.published_at, text.language, text.title, text.sentences)
