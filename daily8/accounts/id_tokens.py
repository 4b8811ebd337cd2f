"""What a provider of identities vouches for: its ID token, believed only when signed, and for this sign-in."""

import secrets
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import salted_hmac

# Keys of two parts only: with one that is shared, whoever reads it could write tokens, too.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")
# Clocks of two machines differ by so many seconds.
_LEEWAY = 60
_LONGEST_SUBJECT = 255


def nonce(state: str) -> str:
    """Return what a token has to carry that answers this request; `state` is in the session, and once."""
    return salted_hmac("daily8.openid.nonce", state, algorithm="sha256").hexdigest()


def read(token: object, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str) -> dict[str, Any]:
    """Return what a token says of somebody; raise OAuth2Error unless it is the issuer's, for us, now, for this.

    `keys` are those that the issuer publishes (a JWK set).
    """
    if not isinstance(token, str):
        raise OAuth2Error("the provider sent no ID token")
    try:
        said = jwt.decode(
            token,
            _key(token, keys),
            algorithms=_ALGORITHMS,
            issuer=issuer,
            audience=client,
            leeway=_LEEWAY,
            options={"require": list(_NEEDED)},
        )
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise OAuth2Error(f"its ID token is not to be believed: {error!r}") from error
    _check(said, client, nonce)
    return dict(said)


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key that a token names; one that names none is taken where there is but one."""
    usable = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    name = jwt.get_unverified_header(token).get("kid")
    found = [key for key in usable if name is None or key.key_id == name]
    if len(found) != 1:
        raise ValueError(f"{len(found)} keys of the provider are called {name!r}")
    return found[0]


def _check(said: Mapping[str, Any], client: str, nonce: str) -> None:
    if not secrets.compare_digest(str(said["nonce"]).encode(), nonce.encode()):
        raise OAuth2Error("its ID token answers another request")
    others = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if said.get("azp", None if others else client) != client:
        raise OAuth2Error("its ID token is for another site")
    if not isinstance(said["sub"], str) or not 0 < len(said["sub"]) <= _LONGEST_SUBJECT:
        raise OAuth2Error("its ID token names nobody")
