"""Who and what occurs in an article or a story, in sentences of the site's own archive that tell of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from daily8.articles.models import Article, Tag
from daily8.assistant.statements import Cite, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text, texts
from daily8.engine.defining import SentenceOf, definitions
from daily8.topics.models import Hashtag

# So many things are explained, each by at most so many sentences out of so many of its newest articles.
_THINGS, _SENTENCES, _ARTICLES, _SPELLINGS = 8, 2, 24, 20


def explanation(subject: Subject) -> Said:
    """Return the people, places, organisations and terms, each with the sentences that tell who or what it is."""
    parts = [_part(hashtag, subject) for hashtag in _things(subject)]
    # A sentence explains the first thing that it says something of.
    seen: set[Statement] = set()
    once = [replace(part, statements=tuple(_new(part.statements, seen))) for part in parts]
    return Said.of(once)


def _things(subject: Subject) -> list[Hashtag]:
    """The hashtags of what is asked about, those that most of its texts have first."""
    own = Tag.objects.filter(article__in=[text.article for text in subject.texts])
    shown = own.filter(hashtag__in=Hashtag.objects.shown()).select_related("hashtag")
    carriers: dict[Hashtag, int] = {}
    for tag in shown.order_by("place", "pk"):
        carriers[tag.hashtag] = carriers.get(tag.hashtag, 0) + 1
    ranked = sorted(carriers, key=lambda hashtag: -carriers[hashtag])
    # Reports in another language name the same things again, in their script.
    named = [hashtag for hashtag in ranked if hashtag.names.get(subject.language)]
    return (named or ranked)[:_THINGS]


def _new(statements: Iterable[Statement], seen: set[Statement]) -> Iterator[Statement]:
    for statement in statements:
        if statement not in seen:
            seen.add(statement)
            yield statement


def _part(hashtag: Hashtag, subject: Subject) -> Part:
    name, _language = hashtag.name_in(subject.language)
    texts = {text.article: text for text in _archive(hashtag, subject)}
    found = definitions(name, _spellings(hashtag), _sentences(texts.values()), subject.language, most=_SENTENCES)
    # What a reader can read is enough, where there is any.
    own = [one for one in found if one.sentence.language == subject.language] or found
    statements = tuple(_statement(one.sentence) for one in own)
    return Part(statements, name, hashtag.get_absolute_url())


def _spellings(hashtag: Hashtag) -> list[str]:
    learned = hashtag.spellings.order_by("pk").values_list("text", flat=True)[:_SPELLINGS]
    return list(dict.fromkeys([*hashtag.names.values(), *learned]))


def _statement(sentence: SentenceOf) -> Statement:
    return Statement(sentence.text, sentence.language, (Cite(int(sentence.article), sentence.place),))


def _sentences(texts: Iterable[Text]) -> Iterator[SentenceOf]:
    for text in texts:
        for place, sentence in enumerate(text.sentences):
            yield SentenceOf(str(text.article), place, sentence, text.language)


def _archive(hashtag: Hashtag, subject: Subject) -> Sequence[Text]:
    """The texts that are asked about, then the newest others, those in the reader's language first."""
    own = [text.article for text in subject.texts]
    others = texts(Article.objects.carrying(hashtag).exclude(pk__in=own), most=_ARTICLES)
    # Who reads one language is not helped by another that what is asked about is not in.
    known = {subject.language, *(text.language for text in subject.texts)}
    understood = [text for text in others if text.language in known]
    understood.sort(key=lambda text: text.language != subject.language)
    return [*subject.texts, *understood]
