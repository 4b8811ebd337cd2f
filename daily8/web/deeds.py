"""What moderators did, in sentences: what came of it, and who was quicker."""

from datetime import datetime

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from daily8.accounts.templatetags.apart import apart
from daily8.comments import sweeping
from daily8.comments.models import Act, Comment, Deed, State
from daily8.web import dates

_RESULTS = {
    Deed.APPROVE: gettext_lazy("Published %(name)s’s comment."),
    Deed.REJECT: gettext_lazy("Rejected %(name)s’s comment."),
    Deed.SPAM: gettext_lazy("Marked %(name)s’s comment as spam."),
    Deed.BAN: gettext_lazy("Banned %(name)s; the comment is refused, and whatever else of them waited."),
    Deed.UNBAN: gettext_lazy("Lifted the ban: %(name)s may write again."),
    Deed.UPHOLD: gettext_lazy("Left the ban on %(name)s as it is."),
    Deed.UNDO: gettext_lazy("Taken back: %(name)s’s comment is as it was before."),
}
_BY_OTHERS = {
    Deed.APPROVE: gettext_lazy("%(moderator)s published this comment %(when)s."),
    Deed.REJECT: gettext_lazy("%(moderator)s rejected this comment %(when)s."),
    Deed.SPAM: gettext_lazy("%(moderator)s marked this comment as spam %(when)s."),
    Deed.SPAM_ALL: gettext_lazy("%(moderator)s marked this comment as spam %(when)s."),
    Deed.BAN: gettext_lazy("%(moderator)s banned the writer and refused this comment %(when)s."),
    Deed.UNBAN: gettext_lazy("%(moderator)s lifted this ban %(when)s."),
    Deed.UPHOLD: gettext_lazy("%(moderator)s left this ban as it is %(when)s."),
    Deed.UNDO: gettext_lazy("%(moderator)s took a decision on this comment back %(when)s."),
}


def results(comment: Comment, *, waiting: int) -> dict[str, str]:
    """Return what will have come of each deed on a comment; so many of its writer wait."""
    name = name_of(comment)
    told = {
        deed.value: _RESULTS[deed] % {"name": name} for deed in (Deed.APPROVE, Deed.REJECT, Deed.SPAM, Deed.BAN)
    }
    return {**told, "undo": _RESULTS[Deed.UNDO] % {"name": name}, "spam_all": _all_spam(name, waiting)}


def on_ban(name: str) -> dict[str, str]:
    """Return the same of the ban of this reader."""
    told = {deed.value: _RESULTS[deed] % {"name": apart(name)} for deed in (Deed.UNBAN, Deed.UPHOLD)}
    return {**told, "undo": _ban_again(apart(name))}


def told(act: Act) -> str:
    """Return what came of an act; nothing for one that is told nowhere."""
    name = (
        name_of(act.comment)
        if act.comment
        else apart(act.reader.username)
        if act.reader
        else _("a deleted account")
    )
    if act.deed == Deed.SPAM_ALL:
        return _all_spam(name, len(sweeping.reach(act)))
    if act.deed == Deed.UNDO and not act.comment:
        return _ban_again(name)
    return str(_RESULTS[Deed(act.deed)] % {"name": name}) if act.deed in _RESULTS else ""


def overtaken(act: Act | None, now: datetime) -> str:
    """Return who was quicker, and that nothing was changed."""
    if act is None or act.deed not in _BY_OTHERS:
        first = _("The writer changed this comment meanwhile.")
    else:
        when = dates.age(act.at, now=now, language=get_language() or "en")
        first = _BY_OTHERS[Deed(act.deed)] % {"moderator": apart(act.name), "when": when}
    return _("%(first)s Nothing was changed.") % {"first": first}


def impossible(comment: Comment) -> str:
    """Return why there is nothing to decide on a comment."""
    if comment.state == State.REMOVED:
        return _("The writer removed this comment meanwhile.")
    return (
        _("Moderators are not banned.") if comment.writer else _("The account is deleted: there is nobody to ban.")
    )


def name_of(comment: Comment) -> str:
    """Return the name of who wrote it, within a sentence."""
    return apart(comment.signed) if comment.signed else _("a deleted account")


def _all_spam(name: str, number: int) -> str:
    told = ngettext(
        "Marked %(number)s comment of %(name)s as spam.", "Marked %(number)s comments of %(name)s as spam.", number
    )
    return told % {"number": number, "name": name}


def _ban_again(name: str) -> str:
    return _("Taken back: the ban on %(name)s is as it was before.") % {"name": name}
