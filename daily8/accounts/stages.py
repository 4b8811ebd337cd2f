"""What stands between a right password and a session."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class Confirmation(EmailVerificationStage):  # type: ignore[misc]
    """Readers confirm their address first; an operator need not have one."""

    def handle(self) -> tuple[Any, bool]:
        """Return the page that asks for it, or nothing, and whether to go on."""
        user = self.login.user
        if user is not None and user.is_operator:
            return None, True
        response, goes_on = super().handle()
        return response, goes_on
