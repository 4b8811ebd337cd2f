"""Which names are free: who bears one that looks like another's speaks for that other."""

import re

from django.conf import settings
from django.db.models import Q

from daily8.accounts.models import User
from daily8.engine.remarks.looks import look
from daily8.engine.remarks.scripts import scripts
from daily8.work import branding

# Who counts himself is still a moderator by name.
_NUMBER = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")
_ARTICLE = re.compile(r"\Aال(?=\w{3})")


def is_mixed(name: str) -> bool:
    """Whether it mixes scripts, as only a name does that wants to be taken for another."""
    return len(scripts(User.normalize_username(name))) > 1


def is_taken(name: str) -> bool:
    """Whether it, or what looks like it, is the name of an account, or of those who run the site.

    That it is taken is no secret.
    """
    seen = look(name)
    alike = Q(key=User.folded(name)) | (Q(look=seen) if seen else Q())
    return _is_of_the_site(name) or User.objects.filter(alike).exists()


def _is_of_the_site(name: str) -> bool:
    reserved = (*settings.ACCOUNT_USERNAME_BLACKLIST, settings.SITE_NAME, branding.name())
    return not {_bare(name), _bare(_NUMBER.sub("", name))}.isdisjoint(filter(None, map(_bare, reserved)))


def _bare(name: str) -> str:
    """What a name looks like without the Arabic article."""
    return _ARTICLE.sub("", look(name))
