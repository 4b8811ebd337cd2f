"""Who and what occurs in an article or a story, in sentences of the site's own archive that tell of it."""

from collections.abc import Iterator, Sequence

from daily8.articles.models import Article, Tag
from daily8.assistant.statements import Cite, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text, texts
from daily8.topics.models import Hashtag

# So many things are explained, each by at most so many sentences out of so many of its newest articles.
_THINGS, _SENTENCES, _ARTICLES = 8, 2, 24


def explanation(subject: Subject) -> Said:
    """Return the people, places, organisations and terms, each with the sentences that tell who or what it is."""
    parts = [_part(hashtag, subject) for hashtag in _things(subject)]
    return Said.of(parts)


def _things(subject: Subject) -> list[Hashtag]:
    """The hashtags of what is asked about, those that most of its texts have first."""
    own = Tag.objects.filter(article__in=[text.article for text in subject.texts])
    shown = own.filter(hashtag__in=Hashtag.objects.shown()).select_related("hashtag")
    carriers: dict[Hashtag, int] = {}
    for tag in shown.order_by("place", "pk"):
        carriers[tag.hashtag] = carriers.get(tag.hashtag, 0) + 1
    return sorted(carriers, key=lambda hashtag: -carriers[hashtag])[:_THINGS]


def _part(hashtag: Hashtag, subject: Subject) -> Part:
    name, _language = hashtag.name_in(subject.language)
    statements = tuple(_told(hashtag, subject))[:_SENTENCES]
    return Part(statements, name, hashtag.get_absolute_url())


def _told(hashtag: Hashtag, subject: Subject) -> Iterator[Statement]:
    names = [name.casefold() for name in hashtag.names.values()]
    for text in _archive(hashtag, subject):
        for number, sentence in enumerate(text.sentences):
            if any(name in sentence.casefold() for name in names):
                yield Statement(sentence, text.language, (Cite(text.article, number),))
                break


def _archive(hashtag: Hashtag, subject: Subject) -> Sequence[Text]:
    """What tells of a thing: the texts that are asked about, then others, those in the reader's language first."""
    own = [text.article for text in subject.texts]
    others = texts(Article.objects.carrying(hashtag).exclude(pk__in=own), most=_ARTICLES)
    others.sort(key=lambda text: text.language != subject.language)
    return [*subject.texts, *others]
