"""A part of the site that keeps something of readers, as `READER_DATA` names it."""

from daily8.accounts.models import User

erased: list[str] = []
fails = False


def export(user: User) -> dict[str, list[str]]:
    return {"other": [f"of {user.username}"]}


def erase(user: User) -> None:
    if fails:
        raise RuntimeError("this cannot be erased now")
    erased.append(user.username)
