"""How an operator names the mail server."""

import pytest

from daily8.engine.mail import AddressError, MailServer, server


def test_a_server_is_named_with_all_that_it_wants_to_know():
    assert server("smtp://samia:sails%40the%2Fquay@mail.example.org:2525") == MailServer(
        "mail.example.org", 2525, "samia", "sails@the/quay"
    )


def test_what_is_not_said_is_as_usual():
    assert server("smtp://mail.example.org") == MailServer("mail.example.org", 587)
    assert server("smtps://mail.example.org/") == MailServer("mail.example.org", 465, encrypted=True)


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "https://mail.example.org",
        "smtp://",
        "smtp://mail.example.org:0",
        "smtp://mail.example.org:many",
        "smtp://mail.example.org/inbox",
        "smtp://mail.example.org?tls=no",
        "smtp://[::1",
    ],
)
def test_what_names_no_server_is_told_with_the_way_out(address):
    with pytest.raises(AddressError, match=r"smtp://user:password@mail\.example\.org:587"):
        server(address)
