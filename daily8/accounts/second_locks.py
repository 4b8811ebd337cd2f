"""The seeds of second locks, sealed with the site's key: who reads rows of the database alone has none."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from daily8.engine.sealing import Seal, SealError, is_sealed

_SEEDS = ("secret", "seed")


def seal() -> Seal:
    """Return what seals and opens the seeds of this site."""
    return Seal(settings.SECRET_KEY, settings.SECRET_KEY_BEFORE, purpose="second locks")


def opened(seed: str) -> str:
    """Return a seed as it is; one of an older version, or of a backup of it, was never sealed."""
    return seal().open(seed) if is_sealed(seed) else seed


def renew_seals() -> int:
    """Seal with the present key what is not sealed by it yet; return how many locks no key opens.

    This is done when a site starts and not by a migration: a backup is brought to this version before its key is.
    """
    box, lost = seal(), 0
    for lock in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
        if all(map(box.is_newest, _seeds(lock.data))):
            continue
        try:
            data = _changed(lock.data, lambda seed: box.close(opened(seed)))
        except SealError:
            lost += 1
            continue
        # A recovery code that is used at this moment changes the row, too: it is sealed at the next start then.
        Authenticator.objects.filter(pk=lock.pk, data=lock.data).update(data=data)
    return lost


def _seeds(data: dict[str, Any]) -> list[str]:
    return [*(data[name] for name in _SEEDS if name in data), *data.get("migrated_codes", ())]


def _changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """What is kept of a lock with every seed in it changed; codes of an old kind are seeds of themselves."""
    changed: dict[str, Any] = {name: change(data[name]) for name in _SEEDS if name in data}
    if "migrated_codes" in data:
        changed["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return data | changed
