"""What others do for the site: mail, models."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from daily8.articles.embedders import embedder
from daily8.assistant import providers
from daily8.assistant.models import Provider
from daily8.engine import http
from daily8.engine.embedding import NONE, EmbeddingError
from daily8.engine.http.shown import shown, with_path
from daily8.engine.mail import MailError, reach, server
from daily8.operating.diagnosis.findings import Finding, fail, ok, warn
from daily8.work.models import Mail

_SHORT = http.Limits(seconds=10.0, redirects=0, raw_bytes=2_000_000, inflated_bytes=4_000_000, content_types=())


def embedding() -> Iterator[Finding]:
    """Whether the model that tells meanings works."""
    if settings.EMBEDDING == NONE:
        yield ok("embedding", "none, as DAILY8_EMBEDDING says: texts are compared by their letters")
        return
    model = embedder()
    try:
        made = model.embed(["A ship left the harbour."])
    except (EmbeddingError, OSError) as error:
        yield fail(
            "embedding", f"{model.name or settings.EMBEDDING}: {error}", "see DAILY8_EMBEDDING; none does without"
        )
        return
    if not len(made) or made.shape[1] == 0:
        yield warn(
            "embedding",
            "the embedded model cannot be loaded: texts are compared by their letters",
            "`daily8 update` logs why; reinstall daily8's requirements, or set DAILY8_EMBEDDING",
        )
        return
    yield ok("embedding", model.name)


def models() -> Iterator[Finding]:
    """Whether the models that write answer, and are known where they are asked for."""
    if not settings.AI:
        yield ok("model", "AI is off (DAILY8_AI)")
        return
    own = providers.of_settings()
    used = [one for one in Provider.objects.all() if one.in_use] or ([own] if own else [])
    if not used:
        yield ok("model", "none: summaries are made without one")
    for provider in used:
        yield _model(provider)


def _model(provider: Provider) -> Finding:
    name, there = f"model {provider.model}", shown(provider.address)
    headers = {"Authorization": f"Bearer {provider.key}"} if provider.key else {}
    way_out = "see that it runs there, and DAILY8_MODEL or the model's address in the admin"
    try:
        answer = http.ask(
            with_path(provider.address, "/models"), headers=headers, limits=_SHORT,
            user_agent=settings.USER_AGENT, allowed_networks=http.ANYWHERE,
        )  # fmt: skip
    except http.FetchError as error:
        return fail(name, f"{there} does not answer: {error}", way_out)
    if answer.status in (401, 403):
        return fail(
            name, f"{there} refuses the key ({answer.status})", "set DAILY8_MODEL_KEY, or the key in the admin"
        )
    if answer.status == 404:
        return ok(name, f"{there} answers, and lists no models")
    if answer.status >= 400:
        return fail(name, f"{there} answers {answer.status}", way_out)
    known = _known(answer.body)
    if known and provider.model not in known:
        some = ", ".join(sorted(known)[:5])
        return fail(
            name, f"{there} does not know it; it knows {some}", "set DAILY8_MODEL_NAME, or the name in the admin"
        )
    return ok(name, f"{there} answers")


def _known(body: bytes) -> set[str]:
    """The models that a server lists; none where it answers in a way of its own."""
    try:
        told: Any = json.loads(body)
        return {str(one["id"]) for one in told["data"]}
    except (ValueError, KeyError, TypeError):
        return set()


def mail() -> Iterator[Finding]:
    """Whether letters leave this machine, and the server takes them."""
    if settings.MAIL in ("folder", "console"):
        where = f"{settings.DATA}/mail" if settings.MAIL == "folder" else "the console"
        if settings.SITE_URL:
            yield warn(
                "mail",
                f"letters go to {where}: readers of {settings.SITE_URL} cannot confirm their addresses",
                "set DAILY8_MAIL=smtp://user:password@host:587",
            )
        else:
            yield ok("mail", f"letters go to {where}")
        return
    there = server(settings.MAIL)
    try:
        reach(settings.MAIL)
    except MailError as error:
        yield fail(
            "mail",
            f"{there.host}:{there.port} cannot be used: {error}",
            "see that host, port, user and password in DAILY8_MAIL are right; letters wait until then",
        )
        return
    yield ok("mail", f"{there.host}:{there.port} answers")


def letters() -> Iterator[Finding]:
    """What was not brought away."""
    given_up, failing = Mail.objects.given_up().count(), Mail.objects.waiting().filter(failures__gt=0).count()
    if given_up or failing:
        yield warn(
            "letters", f"{failing} were refused so far and wait, {given_up} were given up",
            "the admin lists them under Mail with the server's words",
        )  # fmt: skip
