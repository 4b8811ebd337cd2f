"""Which model is asked for what: the admin's choice, else that of the settings."""

from django.conf import settings

from daily8.assistant.abilities import WRITTEN, Ability
from daily8.assistant.models import Conduct, Provider


def chosen(ability: Ability) -> Provider | None:
    """Return the model that is to write this, if any."""
    if ability not in WRITTEN:
        return None
    known = list(Provider.objects.all())
    usable = (one for one in known if one.in_use and str(ability) in one.abilities)
    # A row in the admin, even one out of use, takes the place of the settings.
    return next(usable, None if known else of_settings())


def named(name: str) -> Provider | None:
    """Return the model of this name, as `Result.provider` keeps it."""
    known = Provider.objects.filter(name=name[:60]).first()
    if known is None and (own := of_settings()) and str(own) == name:
        return own
    return known


def of_settings() -> Provider | None:
    """Return the model that the settings name, if any; it is not in the database."""
    if settings.MODEL == "none":
        return None
    return Provider(
        name=settings.MODEL_NAME[:60], address=settings.MODEL, model=settings.MODEL_NAME, key=settings.MODEL_KEY
    )


def conduct() -> Conduct:
    """Return the operator's rules; the settings can switch all of it off."""
    rules = Conduct.current()
    rules.on = rules.on and settings.AI
    return rules


def on(ability: Ability) -> bool:
    """Whether readers may use this: neither the settings nor the admin switched it off."""
    return conduct().allows(ability)
