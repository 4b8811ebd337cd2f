"""Why a comment waits or was refused, in words for its writer; no list of words is given away."""

from django.utils.translation import gettext_lazy as _

from daily8.comments.models import REFUSED, Comment
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


def told(comment: Comment) -> list[str]:
    """Return what the rules saw in a comment, each once.

    Who wrote it, and how fast, only lets a comment wait: a moderator refuses it for what it says.
    """
    sentences = _OF_THE_WORDS if comment.state in REFUSED else _OF_THE_WORDS | _OF_THE_WRITER
    seen = (sentences.get(code) for code, _weight, _detail in comment.suspicion)
    return [str(sentence) for sentence in dict.fromkeys(filter(None, seen))]
