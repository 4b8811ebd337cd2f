"""A bucket of the operator's own, at S3 or what speaks like it. Needs the extra `scale`.

It is asked at the address that the operator has set, and at no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from daily8.engine.http.errors import BucketAway

SECONDS = 20
_TRIES = 2


@dataclass(frozen=True, slots=True)
class Address:
    """Where a bucket is, and what opens it; without `endpoint` it is at AWS."""

    name: str
    prefix: str
    endpoint: str
    region: str
    key: str
    secret: str


class Bucket:
    """Objects by name; every method raises BucketAway where the bucket cannot be used."""

    def __init__(self, address: Address):
        self._store = S3Store(
            address.name,
            prefix=address.prefix or None,
            region=address.region,
            access_key_id=address.key,
            secret_access_key=address.secret,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": address.endpoint.startswith("http://"),
                "timeout": timedelta(seconds=SECONDS),
            },
            retry_config={"max_retries": _TRIES, "retry_timeout": timedelta(seconds=SECONDS)},
            config={"endpoint": address.endpoint} if address.endpoint else None,
        )

    def put(self, name: str, body: bytes) -> None:
        """Keep an object, in place of one of the same name; it is whole or not there."""
        try:
            obstore.put(self._store, name, body)
        except (BaseError, OSError) as error:
            raise _plain(error) from error

    def get(self, name: str) -> bytes | None:
        """Return an object, or None where there is none."""
        try:
            return bytes(obstore.get(self._store, name).bytes())
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise _plain(error) from error

    def delete(self, name: str) -> None:
        """Delete an object, if there is one."""
        try:
            obstore.delete(self._store, name)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise _plain(error) from error

    def names(self, folder: str) -> Mapping[str, datetime]:
        """Return the names of the objects of a folder, without it, and when each was written."""
        try:
            found = [one for page in obstore.list(self._store, prefix=folder) for one in page]
        except (BaseError, OSError) as error:
            raise _plain(error) from error
        return {one["path"].rpartition("/")[2]: one["last_modified"] for one in found}


def _plain(error: Exception) -> BucketAway:
    # What follows the first line is the library's own state.
    return BucketAway(str(error).partition("\n")[0])
