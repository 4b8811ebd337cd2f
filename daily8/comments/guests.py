"""Who has no account comments, too, where the operator lets them: seen after a click in a letter, never before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import RegexValidator, validate_email
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from daily8.accounts import names
from daily8.accounts.limits import counter_key, mailbox
from daily8.comments import counts, judging, limits
from daily8.comments.durable import committed
from daily8.comments.models import Comment, Guest, Mode, State
from daily8.comments.talks import Talk
from daily8.comments.tokens import Token
from daily8.comments.writing import Closed, Refused, accepted, empty, note, values
from daily8.engine.remarks import spelling
from daily8.engine.remarks.suspicion import Code, Reason
from daily8.work import branding

# So long the link of a letter is good; what nobody confirmed is deleted then.
CONFIRMED_WITHIN = timedelta(hours=24)
_NAME = RegexValidator(r"\A[^\W_][\w.+ -]{0,28}[\w.]\Z")
_LONGEST_ADDRESS = 254


class BadName(Refused):
    """It is no name, or somebody else's."""


class BadAddress(Refused):
    """It is no e-mail address."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The name and the address that a guest gave, as they are kept and written to."""

    name: str
    address: str

    @property
    def digest(self) -> str:
        """What tells this address from others, and nobody which it is; `a+b@` arrives where `a@` does."""
        return counter_key("guest", mailbox(self.address))


def signature(name: str, address: str) -> Signature:
    """Return name and address as they were typed, tidied; raises BadName and BadAddress.

    Names of accounts and of those who run the site are nobody else's, nor is what looks like them; that they are
    taken is no secret.
    """
    name, address = " ".join(spelling.tidy(name[:200]).split()), address.strip()
    try:
        _NAME(name)
    except ValidationError as error:
        raise BadName from error
    if names.is_mixed(name) or names.is_taken(name):
        raise BadName
    try:
        validate_email(address[: _LONGEST_ADDRESS + 1])
    except ValidationError as error:
        raise BadAddress from error
    if len(address) > _LONGEST_ADDRESS:
        raise BadAddress
    return Signature(name, address)


def write(
    talk: Talk,
    signed: Signature,
    typed: str,
    *,
    token: Token,
    address: str,
    now: datetime,
    origin: str,
    parent: Comment | None = None,
) -> None:
    """Keep what a guest says until its address is confirmed, and write there; a form that is sent twice is one.

    Raises what `writing.write` raises. Nothing here depends on whether anybody knows the address.
    """
    text = accepted(typed)
    forget(now)
    if Comment.objects.filter(token=token.key).exists():
        return
    if not talk.is_open(now) or (parent and not parent.is_published):
        raise Closed
    limits.count_of("guest", signed.digest, address=address, now=now)
    found = judging.reasons_of_guest(typed, signed.name, signed.digest, now=now, took=token.took(now))
    comment = Comment(
        thread_id=(parent.thread_id or parent.pk) if parent else None,
        parent=parent,
        guest_name=signed.name,
        token=token.key,
        state=State.UNPROVEN,
        written_at=now,
    )
    comment.say(text)
    note(comment, found)
    key = get_random_string(32)
    with committed():
        comment.discussion = parent.discussion if parent else talk.opened(now)
        kept, new = Comment.objects.get_or_create(token=token.key, defaults=values(comment))
        if new:
            Guest.objects.create(comment=kept, address=signed.digest, key=_digest(key), made_at=now)
            _ask(signed.address, origin + reverse("guest-comment", args=[key]))


def by_key(key: str) -> Guest | None:
    """Return whose letter had this key."""
    about = ("comment__discussion", "comment__writer", "comment__parent")
    return Guest.objects.filter(key=_digest(key)).select_related(*about).first()


def may_confirm(guest: Guest, now: datetime) -> bool:
    """Whether its comment still waits for its address, and guests and answers to what it answers are welcome."""
    comment = guest.comment
    is_welcome = settings.GUESTS and (comment.parent is None or comment.parent.is_published)
    return is_welcome and comment.state == State.UNPROVEN and now - guest.made_at < CONFIRMED_WITHIN


def confirm(guest: Guest, mode: Mode, now: datetime) -> None:
    """Take the address as shown: the comment is published, or waits, as if it had been written now.

    Raises Closed where it is too late, where there are no comments or no guests any more, and where what it
    answers is no longer seen. Twice is once.
    """
    comment = guest.comment
    if not may_confirm(guest, now) or mode == Mode.OFF:
        raise Closed
    found = judging.reasons_of_guest(comment.text, comment.guest_name, guest.address, now=now, took=None)
    told = {reason.code for reason in found}
    found += [Reason(Code(code), weight, detail) for code, weight, detail in comment.suspicion if code not in told]
    note(comment, found)
    comment.state = judging.state_of_guest(mode, comment.suspicion_weight)
    comment.written_at = now
    counts.place(comment)
    with committed():
        counts.hold([comment])
        # What it answers may have been refused in this moment.
        welcome = Q(parent=None) | Q(parent__state=State.PUBLISHED)
        unproven = Comment.objects.filter(welcome, pk=comment.pk, state=State.UNPROVEN)
        changed = {name: getattr(comment, name) for name in _CONFIRMED}
        if unproven.update(**changed):
            counts.settle(comment, now)


_CONFIRMED = ("state", "written_at", "score", "suspicion", "suspicion_weight")


def erase(guest: Guest, now: datetime) -> None:
    """Leave nothing of what a guest wrote but a stone without a name where others answered.

    That it was refused stays with the digest of the address, for as long as a refusal counts.
    """
    comment = guest.comment
    with committed():
        counts.hold([comment])
        comment.refresh_from_db(fields=["refused_at"])
        if comment.refused_at:
            Guest.objects.filter(pk=guest.pk).update(key=_digest(get_random_string(32)))
        else:
            guest.delete()
        empty(comment)
        comment.acts.update(words="")
        Comment.objects.filter(pk=comment.pk).update(guest_name="")
        counts.settle(comment, now)


def forget(now: datetime) -> None:
    """Delete what nobody confirmed in time, and whose erased comments were refused too long ago to count."""
    Comment.objects.filter(state=State.UNPROVEN, guest__made_at__lt=now - CONFIRMED_WITHIN).delete()
    counts_still = Q(comment__refused_at__gte=now - judging.REMEMBERED)
    past = Guest.objects.filter(comment__state=State.REMOVED).exclude(counts_still)
    # Asked for first: to delete nothing would still make others wait.
    if past.exists():
        past.delete()


def _digest(key: str) -> str:
    return counter_key("guest's key", key)


def _ask(address: str, link: str) -> None:
    """Write to an address. Nothing that was typed is in the letter, which may go to who knows nothing of it."""
    paragraphs = (
        _("Somebody wrote a comment at %(site)s and gave this address. If it was you, publish it on this page:"),
        "%(link)s",
        _("The link is valid for a day. On the same page you can erase the comment for good at any time."),
        _("If it was not you, you can ignore this message: nobody will see the comment."),
    )
    text = "\n\n".join(paragraphs) % {"site": branding.name(), "link": link}
    EmailMessage(_("Publish your comment"), f"{text}\n\n{branding.name()}\n", to=[address]).send()
