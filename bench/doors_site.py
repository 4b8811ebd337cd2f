"""Knocks at the doors of accounts on the site of the environment; see `bench.doors`."""

import json
import os
import re
import time
from collections.abc import Callable
from itertools import count
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daily8.config.settings")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402

from daily8.accounts.models import User  # noqa: E402

TIMES = 60
PASSWORD, WRONG = "ships-in-the-fog", "ships-in-the-sun"
_networks = count(1)
# What is each answer's own: marks of forms, what was typed, and who asked.
_OWN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|(?:known|nobody)\w*(?:@post\.example)?')
Fields = Callable[[str], dict[str, str]]
DOORS: dict[str, tuple[str, Fields]] = {
    "login_address": ("login", lambda who: {"login": f"{who}@post.example", "password": WRONG}),
    "login_name": ("login", lambda who: {"login": who, "password": WRONG}),
    "code": ("code", lambda who: {"email": f"{who}@post.example"}),
    "reset": ("password/reset", lambda who: {"email": f"{who}@post.example"}),
    "signup": (
        "signup",
        lambda who: {"email": f"{who}@post.example", "username": f"new{next(_networks)}", "password1": PASSWORD},
    ),
}


def main() -> None:
    """Print the medians of each door, in milliseconds, and how many pairs of answers differed, as JSON."""
    for number in range(TIMES + 1):
        user = User(username=f"known{number}", email=f"known{number}@post.example")
        user.set_password(PASSWORD)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    print(json.dumps({door: _door(path, fields) for door, (path, fields) in DOORS.items()}))


def _door(path: str, fields: Fields) -> tuple[float, float, int]:
    _knock(path, fields(f"known{TIMES}"))
    known, unknown, differing = [], [], 0
    for number in range(TIMES):
        spent, first = _knock(path, fields(f"known{number}"))
        known.append(spent)
        spent, second = _knock(path, fields(f"nobody{number}"))
        unknown.append(spent)
        differing += _said(first) != _said(second)
    return 1000 * median(known), 1000 * median(unknown), differing


def _knock(path: str, fields: dict[str, str]) -> tuple[float, HttpResponse]:
    number = next(_networks)
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR=f"10.{number >> 8 & 255}.{number & 255}.1")
    began = time.process_time()
    answer = client.post(f"/en/account/{path}", fields)
    return time.process_time() - began, answer


def _said(answer: HttpResponse) -> tuple[int, str, str]:
    words = _OWN.sub("", answer.content.decode())
    return answer.status_code, answer.headers.get("Location", ""), re.sub(r"\bnew\d+", "", words)


if __name__ == "__main__":
    main()
