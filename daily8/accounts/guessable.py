"""Passwords that whoever knows the site guesses first: common words and the site's own, with figures around."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from daily8.work import branding

# Of so many different signs a password is, at least.
_DIFFERENT = 5
# Words that stand for any site of this kind. The list is in docs/accounts.md.
WORDS = (
    *("daily8", "daily", "news", "newspaper", "newsroom", "editor", "editorial", "edition", "reader", "moderator"),
    *("operator", "admin", "administrator", "password", "passwort", "welcome", "letmein", "secret", "changeme"),
    *(
        "أخبار",
        "الأخبار",
        "خبر",
        "صحيفة",
        "جريدة",
        "محرر",
        "قارئ",
        "مدير",
        "مشرف",
        "كلمة السر",
        "كلمة المرور",
        "مرحبا",
    ),
)


class GuessableValidator:
    """Refuses a password that is such a word, or some of them, with whatever figures and signs around them."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002  (Django's)
        """Raise ValidationError for one."""
        folded = password.strip().casefold()
        core = _letters(folded)
        if core in self._common or folded in self._common or self._says_nothing(folded, core):
            raise ValidationError(
                _("This password is a common word, or one of this site, with figures or signs around it."),
                code="password_guessable",
            )
        if len(set(folded)) < _DIFFERENT:
            raise ValidationError(
                _("This password is a few signs, again and again. Use more different ones."),
                code="password_few_signs",
            )

    def _says_nothing(self, folded: str, core: str) -> bool:
        """Whether nothing is left without the words that stand for the site; of figures alone, a common number."""
        if core:
            return not _without(core, [*_of_site(), *map(_letters, WORDS)])
        return "".join(sign for sign in folded if sign.isdecimal()) in self._common

    def get_help_text(self) -> str:
        """Return what it asks for."""
        return _("Your password cannot be a common word, or one of this site, with figures or signs around it.")


def _of_site() -> list[str]:
    """The names of this site: the one that an operator gave it, that of its settings, and those of its address."""
    host = str(urlsplit(settings.SITE_URL).hostname or "")
    return [_letters(name.casefold()) for name in (branding.name(), settings.SITE_NAME, *host.split("."))]


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def _without(text: str, words: list[str]) -> str:
    """What is left of a text without these words, the longest first."""
    for word in sorted(filter(None, words), key=len, reverse=True):
        text = text.replace(word, "")
    return text
