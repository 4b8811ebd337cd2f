"""How the site is called and looks where its operators decided so; all else is as the settings say."""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

Named = TypeVar("Named")
# What a logo is wider than must say the name itself.
_WIDE = 2


class Branding(models.Model):
    """The one row of it; what is empty there was not decided."""

    name = models.CharField(_("name of the site"), max_length=40, blank=True, default="")
    accent = models.CharField(_("accent colour"), max_length=7, blank=True, default="")
    accent_dark = models.CharField(_("accent colour in the dark"), max_length=7, blank=True, default="")
    logo = models.BinaryField(default=b"", blank=True)
    logo_digest = models.CharField(max_length=16, blank=True, default="")
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    categories = models.JSONField(_("categories"), default=list, blank=True)

    objects: ClassVar["models.Manager[Branding]"] = models.Manager()

    class Meta:
        verbose_name = _("branding")
        verbose_name_plural = _("branding")

    def __str__(self) -> str:
        return self.site_name

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return self.name or str(settings.SITE_NAME)

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The languages of the interface by code and name, the first one first."""
        known = dict(settings.LANGUAGES)
        chosen = [code for code in self.languages if code in known]
        return [(code, known[code]) for code in chosen or known]

    @property
    def language(self) -> str:
        """The language that a reader gets who asks for none of those offered."""
        return self.offered[0][0]

    @property
    def logo_is_name(self) -> bool:
        """Whether the logo stands alone, as it is wide enough to say the name."""
        return self.logo_width >= _WIDE * self.logo_height > 0

    @property
    def look(self) -> str:
        """What changes with the logo and the colours; it stands in addresses of files made of them."""
        told = "-".join((self.logo_digest, self.accent[1:], self.accent_dark[1:]))
        return told if told.strip("-") else ""

    def in_order(self, every: Iterable[Named], *, key: Any) -> list[Named]:
        """Return those that are shown, in their order; `key` gives the id of each."""
        known = {key(one): one for one in every}
        chosen = [known[one] for one in self.categories if one in known]
        return chosen or list(known.values())
