"""The link that confirms an address, once more, for who knows the password and has not opened it yet.

Nobody sees whether it was sent: each failure to sign in takes as long, and nothing else looks at what is counted
here.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import get_address_for_user
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from daily8.accounts.door import Limit, TooOften, count
from daily8.accounts.limits import mailbox
from daily8.accounts.models import User

_AGAIN = Limit("confirming again", from_one_network=20, to_one=3, lasting=timedelta(hours=1))
_NOBODYS = EmailAddress(user=User(username="nobody"), email="nobody@example.invalid")


def waits(user: object) -> bool:
    """Whether an account waits for its address to be confirmed; to ask of none takes as long."""
    pk = user.pk if isinstance(user, User) else 0
    return bool(User.objects.unconfirmed().filter(pk=pk).exists())


def send_again(request: HttpRequest, user: User | None, typed: str) -> None:
    """Send this account its link again, not too often; for none, whatever name was typed, do as if."""
    # One transaction for both, as ending one takes time.
    with transaction.atomic():
        address = get_address_for_user(user) if user else EmailAddress.objects.filter(user_id=0).first()
        is_counted = _is_counted(request, typed)
        letter = get_adapter(request).confirmation_letter(request, address or _NOBODYS)
        if address and is_counted:
            letter.send()
        else:
            letter.message().as_bytes()


def _is_counted(request: HttpRequest, typed: str) -> bool:
    try:
        count(request, _AGAIN, mailbox(typed))
    except TooOften:
        return False
    return True
