"""The answer to a question, in sentences of the articles that say it."""

from collections.abc import Sequence
from threading import Lock

from daily8.articles.embedders import embedder, judge
from daily8.assistant.statements import Cite, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine.answering import Answer, Article, likeness_of
from daily8.engine.answering import answer as answered
from daily8.engine.embedding import EmbeddingError

# A model takes a core for a fifth of a second for one question: two at once would only make both late.
_TURN = Lock()


def answer(subject: Subject, question: str, before: Sequence[str]) -> Said:
    """Return the sentences that answer; nothing where the articles do not say."""
    with _TURN:
        found = _answered(subject, question, before)
    languages = {str(text.article): text.language for text in subject.texts}
    statements = tuple(
        Statement(one.text, languages[one.article], (Cite(int(one.article), one.sentence),))
        for one in found.sentences
    )
    return Said.of([Part(statements)])


def _answered(subject: Subject, question: str, before: Sequence[str]) -> Answer:
    passages = [_passage(text) for text in subject.texts]
    model = embedder()
    try:
        return answered(
            question,
            passages,
            subject.language,
            before=before,
            likeness=likeness_of(model),
            judge=judge(),
        )
    except EmbeddingError:
        # A model that is away takes what it knows with it, and leaves the words.
        return answered(question, passages, subject.language, before=before)


def _passage(text: Text) -> Article:
    return Article(str(text.article), text.title, text.language, tuple(text.sentences), text.published_at)
