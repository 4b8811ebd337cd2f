"""Makes an operator of a site and a token that may do everything: `python -m bench.api_fuzz_site` prints it."""

import django
from django.utils import timezone

django.setup()

from daily8.accounts import tokens  # noqa: E402
from daily8.accounts.models import User  # noqa: E402

if __name__ == "__main__":
    user = User.objects.create(username="fuzzing", email="fuzzing@daily.example")
    user.make_operator()
    print(tokens.make(user, "fuzzing", [scope.value for scope in tokens.allowed(user)], now=timezone.now()).secret)
