"""The answer to a question, in sentences of the articles that say it."""

from collections.abc import Sequence
from threading import Lock

from daily8.articles.embedders import embedder
from daily8.assistant.statements import Cite, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.texts import Text
from daily8.engine.answering import Article, likeness_of
from daily8.engine.answering import answer as answered
from daily8.engine.embedding import EmbeddingError

# A model takes a core for a fifth of a second for one question: two at once would only make both late.
_TURN = Lock()


def answer(subject: Subject, question: str, before: Sequence[str]) -> Said:
    """Return the sentences that answer; nothing where the articles do not say."""
    texts = {str(text.article): text for text in subject.texts}
    passages = [_passage(text) for text in subject.texts]
    with _TURN:
        try:
            found = answered(question, passages, subject.language, before=before, likeness=likeness_of(embedder()))
        except EmbeddingError:
            # A model that is away takes what it knows with it, and leaves the words.
            found = answered(question, passages, subject.language, before=before)
    statements = tuple(
        Statement(one.text, texts[one.article].language, (Cite(int(one.article), one.sentence),))
        for one in found.sentences
    )
    return Said.of([Part(statements)])


def _passage(text: Text) -> Article:
    return Article(str(text.article), text.title, text.language, tuple(text.sentences), text.published_at)
