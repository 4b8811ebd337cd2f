"""Makes accounts that can sign in, for a bench: how many as argument; their names and password out as JSON."""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402

from daily8.accounts.models import Standing, User  # noqa: E402
from daily8.work import clock  # noqa: E402

PASSWORD = "sails-by-the-quay"


def main(number: int) -> None:
    """Make them; every tenth is a moderator."""
    password, joined = make_password(PASSWORD), clock.now() - timedelta(days=30)
    people = [
        User(
            username=f"reader{place}",
            key=f"reader{place}",
            email=f"reader{place}@daily.example",
            password=password,
            joined_at=joined,
            standing=Standing.READER if place % 10 else Standing.MODERATOR,
        )
        for place in range(number)
    ]
    for user in User.objects.bulk_create(people):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    print(json.dumps({"names": [user.username for user in people], "password": PASSWORD}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
