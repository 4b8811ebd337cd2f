"""Why a comment waits or was refused, in words for its writer; no list of words is given away."""

from django.utils.translation import gettext_lazy as _

from daily8.comments.models import REFUSED, Comment, Mode, State
from daily8.engine.remarks import suspicion
from daily8.engine.remarks.suspicion import Code

_OF_THE_WORDS = {
    Code.BANNED: _("It contains a word that is not allowed here."),
    Code.SUSPECT: _("It contains a word that moderators look at first."),
    Code.LINKS: _("It has links."),
    Code.OWN_REPEAT: _("You said the same before."),
    Code.OTHERS_REPEAT: _("Others said the same before."),
    Code.LOUD: _("It is written in capitals."),
    Code.DRAWN_OUT: _("It has letters that are drawn out."),
    Code.MARKS: _("It has marks piled upon letters."),
}
_OF_THE_WRITER = {
    Code.NEW_ACCOUNT: _("Your account was less than a day old."),
    Code.GUEST: _("It was written without an account."),
    Code.QUICK: _("It was sent very soon after the form was opened."),
    Code.REJECTED: _("Comments of yours were refused lately."),
}
_OF_THE_PLACE = {
    Mode.ALL: _("Here a moderator reads every comment before others see it."),
    # Also who had a first one published since reads why a second one, written before that, waits still.
    Mode.NEWCOMERS: _(
        "Here a moderator reads what new readers write until a first comment of theirs is published."
    ),
}


def told(comment: Comment) -> list[str]:
    """Return what the rules saw in a comment, each once.

    Who wrote it, and how fast, only lets a comment wait: a moderator refuses it for what it says.
    """
    sentences = _OF_THE_WORDS if comment.state in REFUSED else _OF_THE_WORDS | _OF_THE_WRITER
    seen = (sentences.get(code) for code, _weight, _detail in comment.suspicion)
    return [str(sentence) for sentence in dict.fromkeys(filter(None, seen))]


def looked_at_anyway(comment: Comment, mode: Mode) -> str:
    """Say that a comment waits though the rules saw too little for that; nothing where they saw enough.

    `mode` is whose comments wait where it stands.
    """
    if comment.state != State.WAITING or comment.writer is None or comment.suspicion_weight >= suspicion.HELD:
        return ""
    return str(_OF_THE_PLACE.get(mode, ""))
