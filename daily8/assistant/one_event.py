"""Which reports of a story are of one event with the report whose headline it carries, as far as names tell.

A story that took in reports of a like event elsewhere (floods in two towns) would else be told as one of both.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from daily8.articles.models import Article, Tag
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import texts
from daily8.topics.models import HashtagKind

_NAMES = (HashtagKind.PERSON, HashtagKind.ORGANISATION, HashtagKind.PLACE, HashtagKind.EVENT)
# So many of an article's hashtags are what it is about.
_TELLING = 3
# Arabic attaches letters to a name (وبالجزائر): there it may stand in a longer word.
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(slots=True)
class _Named:
    """The names (hashtags) of an article: all, those it is about, and those in its headline by their languages."""

    anywhere: set[int] = field(default_factory=set)
    telling: set[int] = field(default_factory=set)
    above: dict[int, set[str]] = field(default_factory=dict)

    def above_in(self, languages: set[str]) -> set[int]:
        """What its headline names, as far as that has a name in these languages."""
        return {hashtag for hashtag, known in self.above.items() if known >= languages}


def with_headline(subject: Subject, headline: Article | None) -> Subject:
    """Return a story without the reports that are of something else than its headline.

    The report above is in it, be it among the newest of the story or not.
    """
    if headline is None or not subject.texts:
        return subject
    read = subject.texts
    if all(text.article != headline.pk for text in read):
        read = [*texts(Article.objects.filter(pk=headline.pk), most=1), *read]
    left_out = others(headline, {text.article: (text.title, text.language) for text in read})
    own = [text for text in read if text.article not in left_out]
    return Subject(own, subject.language, story=subject.story)


def others(headline: Article, reports: Mapping[int, tuple[str, str]]) -> set[int]:
    """Return which of these reports (primary keys, each with its title and language) are of something else.

    Such a one has other names in its own headline, and neither of the two is about what the other one names there.
    """
    titles = {key: title for key, (title, _language) in reports.items()} | {headline.pk: headline.title}
    named = _named(titles)
    about = named[headline.pk]
    return {
        key
        for key, (_title, language) in reports.items()
        if key != headline.pk and _is_other(named[key], about, {language, headline.language})
    }


def _is_other(one: _Named, about: _Named, languages: set[str]) -> bool:
    here, there = one.above_in(languages), about.above_in(languages)
    if not here or not there:
        return False
    is_about = here & about.telling or there & one.telling
    return not (is_about or (here & about.anywhere and there & one.anywhere))


def _named(titles: Mapping[int, str]) -> Mapping[int, _Named]:
    """The names of articles (primary keys), in one query."""
    found: dict[int, _Named] = defaultdict(_Named)
    tags = Tag.objects.filter(article__in=titles, hashtag__kind__in=_NAMES)
    for article, place, hashtag, names in tags.values_list("article", "place", "hashtag", "hashtag__names"):
        one = found[article]
        one.anywhere.add(hashtag)
        if place < _TELLING:
            one.telling.add(hashtag)
        if _stands_in(titles[article], names.values()):
            one.above[hashtag] = {language for language, name in names.items() if name}
    return found


def _stands_in(title: str, names: Iterable[str]) -> bool:
    folded = title.casefold()
    return any(_is_named(folded, name.casefold()) for name in names if name)


def _is_named(title: str, name: str) -> bool:
    """Whether a name stands in a title as a word or words of its own: Oman is not in Romania."""
    if name not in title or _ARABIC.search(name):
        return name in title
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) is not None
