"""`daily8 operator`: who may enter the admin."""

import secrets
import sys

import click
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage

from daily8.accounts import letters, limits
from daily8.accounts.models import User
from daily8.commands.migrate import bring_up_to_date
from daily8.commands.words import counted

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@click.group()
def operator() -> None:
    """Name the people who run the site in its admin."""
    bring_up_to_date()


@operator.command()
@click.argument("name")
@click.option("--email", default="", help="With it the operator can sign in too.")
def add(name: str, email: str) -> None:
    """Make an operator; the password is asked for on a terminal, elsewhere one is made and printed."""
    user = User.objects.called(name).first()
    if user is None:
        user = _new(name, email)
    elif user.is_operator:
        raise click.ClickException(
            f"{user}: an operator already; `daily8 operator password {user}` sets a password"
        )
    user.make_operator()
    click.echo(f"{user} may enter the admin, at /admin/ of the site.")


@operator.command()
@click.argument("name")
def password(name: str) -> None:
    """Set a new password; whoever is signed in under this name is signed out."""
    user = _operator(name)
    _give_password(user)
    user.save(update_fields=["password"])
    limits.forget(user)
    click.echo(f"{user} has a new password.")


@operator.command()
@click.argument("name")
def unlock(name: str) -> None:
    """Take the second locks off an account whose owner has lost them, and sign it out everywhere."""
    user = _account(name)
    found = Authenticator.objects.filter(user=user)
    if not found.exists():
        raise click.ClickException(
            f"{user}: it has no second lock; `daily8 operator sign-out {user}` ends sessions"
        )
    found.delete()
    user.sign_out()
    if user.email:
        subject, text = letters.written("account/email/locks_removed", {"user": user.username})
        EmailMessage(subject, text, to=[user.email]).send()
    click.echo(f"{user} signs in without a second lock now, and is signed out everywhere.")


@operator.command("sign-out")
@click.argument("name", required=False)
@click.option("--all", "everybody", is_flag=True, help="Whoever is signed in, you too.")
def sign_out(name: str | None, everybody: bool) -> None:
    """End all sessions of an account, or everybody's."""
    if bool(name) == everybody:
        raise click.UsageError("name an account, or write --all")
    if name:
        user = _account(name)
        user.sign_out()
        click.echo(f"{user} is signed out everywhere.")
        return
    count = Session.objects.count()
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    click.echo(f"Everybody is signed out: {counted(count, 'session')}.")


@operator.command("list")
def list_() -> None:
    """List the operators."""
    operators = User.objects.operators().order_by("username")
    for user in operators:
        seen = f"last signed in {user.last_login:%Y-%m-%d %H:%M}" if user.last_login else "never signed in"
        click.echo("  ".join(filter(None, (user.username, user.email, seen))))
    if not operators:
        click.echo("No operators yet: `daily8 operator add NAME` makes one.")


@operator.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take the admin from an operator; the account stays."""
    user = _operator(name)
    user.dismiss()
    click.echo(f"{user} may not enter the admin any more.")
    if not User.objects.operators().exists():
        click.echo("No operator is left: `daily8 operator add NAME` makes one.")


def _new(name: str, email: str) -> User:
    user = User(username=name, email=email)
    try:
        user.full_clean(exclude=["password"])
        _give_password(user)
    except ValidationError as error:
        raise click.ClickException(f"{name}: {' '.join(error.messages)}") from error
    user.save()
    if user.email:
        # Who types it here runs the machine: nobody has to confirm it.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _give_password(user: User) -> None:
    """Set the password that somebody types twice, or one that is made and shown this once."""
    if not sys.stdin.isatty():
        made = "-".join("".join(secrets.choice(_LETTERS) for _ in range(7)) for _ in range(4))
        user.set_password(made)
        click.echo(f"Password: {made}")
        return
    typed = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    try:
        validate_password(typed, user)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    user.set_password(typed)


def _account(name: str) -> User:
    user: User | None = User.objects.called(name).first()
    if user is None:
        raise click.ClickException(f"{name}: no such account; write its name or its e-mail address")
    return user


def _operator(name: str) -> User:
    user: User | None = User.objects.operators().called(name).first()
    if user is None:
        raise click.ClickException(f"{name}: no such operator; `daily8 operator list` shows who there is")
    return user
