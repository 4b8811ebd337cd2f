"""Compares what a model wrote with the sentences that it names; what is not borne out is replaced by them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from daily8.articles.embedders import judge
from daily8.articles.models import Article
from daily8.assistant.abilities import Ability
from daily8.assistant.addresses import addresses
from daily8.assistant.statements import Audit, Cite, Made, Part, Said, Statement
from daily8.assistant.subjects import Subject
from daily8.assistant.tasks import Draft
from daily8.assistant.texts import Text, texts
from daily8.assistant.translations import is_in_language, is_translation
from daily8.engine.checking import check
from daily8.engine.language.detection import detect
from daily8.engine.tagging.commonness import frequencies
from daily8.engine.words.terms import plain, terms

_FEWEST_WORDS = 2
# So much of a question's telling words an answer has, with the sentences that it rests on.
_SPOKEN_OF = 0.5
# A word that is more than one in two thousand of all words tells nothing of what is asked.
_EVERYWHERE = 5.7


class Check:
    """Makes statements of drafts, and counts how many were made, kept and replaced."""

    def __init__(self, ability: Ability, subject: Subject, others: Iterable[Text] = (), question: str = ""):
        self._ability, self._question = ability, question
        self._subject, self._language = subject, subject.language
        self._texts = {text.article: text for text in (*others, *subject.texts)}

    def parts(self, drafts: Sequence[Draft]) -> tuple[list[Part], Audit]:
        """Return what may be shown of these drafts, by heading, with the count."""
        parts: dict[str, Part] = {}
        made = replaced = 0
        shown: set[tuple[Cite, ...]] = set()
        for draft in _once(drafts):
            made += 1
            statement = self._statement(draft)
            replaced += statement is None or statement.made is Made.REPLACED
            if statement is None or (statement.made is Made.REPLACED and statement.cites in shown):
                continue
            shown.add(statement.cites)
            part = parts.setdefault(draft.heading, Part((), draft.heading, draft.address))
            parts[draft.heading] = replace(part, statements=(*part.statements, statement))
        return list(parts.values()), Audit(made, made - replaced, replaced)

    def _statement(self, draft: Draft) -> Statement | None:
        """What is shown of a draft; nothing where it names no sentence that could stand in its place."""
        if self._ability is Ability.TRANSLATE:
            return self._translated(draft)
        cites = self._of_one_language(draft.cites)
        if not cites:
            return None
        original = self._texts[cites[0].article].language
        sentences = [self._words(cite) for cite in cites]
        verdict = check(draft.text, sentences, self._language, source_language=original, judge=judge)
        if verdict.supported and self._may_be_shown(draft) and self._answers(draft, sentences):
            bearing = tuple(cites[place] for place in verdict.sentences) or tuple(cites)
            return Statement(draft.text, self._language, bearing, Made.WRITTEN)
        if self._ability is Ability.ASK:
            # What it cites need not answer.
            return None
        best = cites[verdict.sentences[0]] if verdict.sentences else cites[0]
        return Statement(self._words(best), self._texts[best.article].language, (best,), Made.REPLACED)

    def _of_one_language(self, cites: Sequence[Cite]) -> list[Cite]:
        """Those that are in the reader's language or, where none is, in that of the first."""
        known = [cite for cite in cites if cite.article in self._texts]
        languages = [self._texts[cite.article].language for cite in known]
        chosen = self._language if self._language in languages else next(iter(languages), "")
        return [cite for cite, language in zip(known, languages, strict=True) if language == chosen]

    def _may_be_shown(self, draft: Draft) -> bool:
        """Whether a draft that is borne out says something, to who reads it, and sends nobody anywhere."""
        return _is_said(draft) and is_in_language(draft.text, self._language) and not addresses(draft.text)

    def _answers(self, draft: Draft, sentences: Sequence[str]) -> bool:
        """Whether it speaks of what was asked; across languages that cannot be told from words."""
        asked = _telling_words(self._question)
        said = _telling_words(" ".join((draft.text, *sentences)))
        other = detect(self._question, hint=self._language) not in ("", self._language)
        return other or not asked or len(asked & said) >= _SPOKEN_OF * len(asked)

    def _translated(self, draft: Draft) -> Statement:
        """A paragraph, or the headline, which is no sentence of the text."""
        text = self._texts[draft.cites[0].article] if draft.cites else self._subject.texts[0]
        words = " ".join(map(self._words, draft.cites)) or text.title
        if is_translation(draft.text, words, language=self._language, original=text.language):
            return Statement(draft.text, self._language, draft.cites, Made.WRITTEN)
        return Statement(words, text.language, draft.cites, Made.REPLACED)

    def _words(self, cite: Cite) -> str:
        return self._texts[cite.article].sentences[cite.sentence]


def _once(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Small models repeat themselves."""
    seen: set[tuple[str, str, tuple[Cite, ...]]] = set()
    for draft in drafts:
        key = (draft.heading, draft.text.casefold(), draft.cites)
        if key not in seen:
            seen.add(key)
            yield draft


def _telling_words(text: str) -> set[str]:
    """The stems of the words of a text that not every text has."""
    common = frequencies()
    return {term.text for term in terms(text) if common.get(plain(text[term.start : term.end]), 0.0) < _EVERYWHERE}


def _is_said(draft: Draft) -> bool:
    """Whether it says something: a name alone does not."""
    return len(set(draft.text.casefold().split()) - set(draft.heading.casefold().split())) >= _FEWEST_WORDS


def checked(said: Said, subject: Subject) -> Said:
    """Return what was chosen from publishers' sentences, compared with them like what a model writes."""
    known = {text.article: text for text in subject.texts}
    others = said.articles - known.keys()
    known |= {text.article: text for text in texts(Article.objects.filter(pk__in=others), most=len(others))}
    parts = [
        replace(part, statements=tuple(_borne_out(one, known) for one in part.statements)) for part in said.parts
    ]
    made = [one.made for part in parts for one in part.statements]
    replaced = made.count(Made.REPLACED)
    return replace(said, parts=tuple(parts), audit=Audit(len(made), len(made) - replaced, replaced))


def _borne_out(statement: Statement, known: Mapping[int, Text]) -> Statement:
    """The statement, or the whole sentence that it was made of where the check finds fault with a part of it."""
    sentences = [known[cite.article].sentence(cite.sentence) for cite in statement.cites if cite.article in known]
    if sentences and not check(statement.text, sentences, statement.language, judge=judge).supported:
        return replace(statement, text=sentences[0], made=Made.REPLACED)
    return statement
