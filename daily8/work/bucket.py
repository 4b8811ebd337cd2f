"""The bucket in which all machines of a site keep files together, where the operator has named one."""

import importlib
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from daily8.engine.http.buckets import Bucket


@cache
def bucket() -> "Bucket | None":
    """Return the bucket of this site, if it has one; raise ImproperlyConfigured where its library is missing."""
    if settings.BUCKET is None:
        return None
    try:
        buckets = importlib.import_module("daily8.engine.http.buckets")
    except ModuleNotFoundError as error:
        raise ImproperlyConfigured(
            f"DAILY8_BUCKET needs {error.name}, which is not installed: install daily8 with its extra `scale`"
        ) from error
    found: Bucket = buckets.Bucket(buckets.Address(**settings.BUCKET))
    return found
