"""What an operation asks of a token."""

from django.http import HttpRequest
from ninja.security.base import AuthBase

from daily8.accounts.models import Scope, Token
from daily8.api.v1.door import token_of


class Bearer(AuthBase):
    """A token that has a scope; the door has found out whose it is already."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: Scope):
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Token:
        """Return the token; raises Problem where there is none, or it may not do this."""
        return token_of(request, self.scope)
