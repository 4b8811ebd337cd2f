"""Why a comment should be looked at, in the moderator's language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daily8.assistant import opinions
from daily8.assistant.models import Opinion
from daily8.comments import sweeping
from daily8.comments.models import Appeal, Comment, Grounds, Report
from daily8.engine.remarks import markup
from daily8.engine.remarks.suspicion import Code
from daily8.web import deeds

# So much of what a comment answers stands above it.
_ANSWERED = 160


@dataclass(frozen=True, slots=True)
class Item:
    """One comment of the queue, with all that speaks against it and what its writer says for it."""

    comment: Comment
    reasons: list[str]
    complaints: list[tuple[str, int]]
    words: list[str]
    appeal: Appeal | None
    opinion: Opinion | None
    # How many of its writer wait, itself included.
    waiting: int
    # What will have come of each deed on it.
    results: dict[str, str]

    @property
    def grounds(self) -> list[Grounds]:
        """For which reasons its writer can be banned."""
        return list(Grounds)

    @property
    def answered(self) -> str:
        """The first words of what it answers, if that still says something."""
        parent = self.comment.parent
        return shorten(markup.spoken(parent.text), _ANSWERED, placeholder=" …") if parent else ""


def items(comments: Sequence[Comment]) -> list[Item]:
    """Return these comments with why each is here, in four queries; two more for guests, one for a model."""
    pks = [comment.pk for comment in comments]
    complaints = Report.open_by_reason(pks)
    words: dict[int, list[str]] = {}
    for report in Report.objects.filter(comment__in=pks, is_open=True).exclude(words="").order_by("pk"):
        words.setdefault(report.comment_id, []).append(report.words)
    appeals = {appeal.comment_id: appeal for appeal in Appeal.objects.filter(comment__in=pks, decided_at=None)}
    said = opinions.of(pks)
    waiting = sweeping.waiting_with(comments)
    return [
        Item(
            comment=comment,
            reasons=list(told(comment.suspicion)),
            complaints=complaints.get(comment.pk, []),
            words=words.get(comment.pk, []),
            appeal=appeals.get(comment.pk),
            opinion=said.get(comment.pk),
            waiting=waiting.get(comment.pk, 1),
            results=deeds.results(comment, waiting=waiting.get(comment.pk, 1)),
        )
        for comment in comments
    ]


def told(suspicion: Iterable[Sequence[object]]) -> Iterable[str]:
    """Yield each reason as a sentence; one that is no longer known says nothing."""
    for code, _weight, detail in suspicion:
        if code in _SENTENCES:
            yield _SENTENCES[Code(str(code))](str(detail))


def _links(detail: str) -> str:
    number = _number(detail)
    return ngettext("%(number)s link", "%(number)s links", number) % {"number": number}


def _own_repeat(detail: str) -> str:
    number = _number(detail)
    told = ngettext(
        "The writer said the same once before", "The writer said the same %(number)s times before", number
    )
    return told % {"number": number}


def _others_repeat(detail: str) -> str:
    number = _number(detail)
    told = ngettext("Another said the same before", "%(number)s others said the same before", number)
    return told % {"number": number}


def _rejected(detail: str) -> str:
    number = _number(detail)
    told = ngettext(
        "A comment of the writer was refused lately",
        "%(number)s comments of the writer were refused lately",
        number,
    )
    return told % {"number": number}


def _quick(detail: str) -> str:
    number = _number(detail)
    told = ngettext(
        "Sent %(number)s second after the form was opened",
        "Sent %(number)s seconds after the form was opened",
        number,
    )
    return told % {"number": number}


def _number(detail: str) -> int:
    return int(detail) if detail.isdigit() else 0


_SENTENCES: dict[Code, Callable[[str], str]] = {
    Code.BANNED: lambda word: _("Banned: %(word)s") % {"word": word},
    Code.SUSPECT: lambda word: _("Suspect: %(word)s") % {"word": word},
    Code.LINKS: _links,
    Code.OWN_REPEAT: _own_repeat,
    Code.OTHERS_REPEAT: _others_repeat,
    Code.LOUD: lambda _detail: _("Written in capitals"),
    Code.DRAWN_OUT: lambda _detail: _("Letters drawn out"),
    Code.MARKS: lambda _detail: _("Marks piled upon letters"),
    Code.NEW_ACCOUNT: lambda _detail: _("The account was less than a day old"),
    Code.GUEST: lambda _detail: _("Written without an account"),
    Code.QUICK: _quick,
    Code.REJECTED: _rejected,
}
