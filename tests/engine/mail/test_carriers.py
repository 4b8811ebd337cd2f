"""Letters are brought away, or it is said why not and whether it is worth another try."""

import pytest

from daily8.engine.mail import Delayed, Letter, Refused, Returned, carrier, reach
from tests.engine.mail.conftest import free_port, grumbling, only, serving


def letter(token: str = "a1", to: str = "layla@reader.example", text: str = "Your code is 1234.") -> Letter:
    data = f"Subject: Hello\r\nTo: {to}\r\nMessage-ID: <{token}@news.example>\r\n\r\n{text}\r\n"
    return Letter(token, "news@news.example", (to,), data.encode())


def test_a_server_gets_the_bytes_as_they_are_over_one_connection(postman, address, tmp_path):
    first, second = letter("a1"), letter("a2", text=".a line that begins with a point")
    with carrier(address, folder=tmp_path) as carrying:
        carrying.carry(first)
        carrying.carry(second)

    assert [taken[2] for taken in postman.taken] == [first.data, second.data]
    assert postman.taken[0][:2] == ("news@news.example", ["layla@reader.example"])
    assert postman.connections == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 No such user", Returned),
        ("550 5.1.1 No such user", Returned),
        ("550 5.2.1 Mailbox closed", Returned),
        ("450 Mailbox is full, come back", Delayed),
        ("552 5.2.2 Mailbox is full", Delayed),
        ("554 5.7.1 Relay access denied", Delayed),
        ("550 5.7.1 Your address has a bad name", Delayed),
    ],
)
def test_what_is_said_of_one_reader_concerns_no_other(postman, address, tmp_path, answer, error):
    postman.answers["gone@reader.example"] = answer
    with carrier(address, folder=tmp_path) as carrying:
        with pytest.raises(error, match=answer):
            carrying.carry(letter(to="gone@reader.example"))
        carrying.carry(letter("a2"))

    assert len(postman.taken) == 1


@pytest.mark.parametrize(
    ("answer", "error"), [("554 It looks like spam", Refused), ("451 Try again later", Delayed)]
)
def test_a_letter_that_is_not_taken_leaves_the_next_one_alone(postman, address, tmp_path, answer, error):
    postman.after_data = answer
    with carrier(address, folder=tmp_path) as carrying:
        with pytest.raises(error, match=answer):
            carrying.carry(letter())
        postman.after_data = ""
        carrying.carry(letter("a2"))

    assert len(postman.taken) == 1


@pytest.mark.parametrize(
    ("banner", "answer"),
    [
        ("554 5.3.2 no mail is taken here", "250 fine"),
        ("220 hello", "530 5.7.0 say STARTTLS first"),
        ("220 hello", "553 5.7.1 the sender is not yours"),
    ],
)
def test_what_our_own_server_has_against_us_is_no_fault_of_the_readers(tmp_path, banner, answer):
    with (
        grumbling(banner, answer) as port,
        carrier(f"smtp://127.0.0.1:{port}", folder=tmp_path) as carrying,
        pytest.raises(Delayed),
    ):
        carrying.carry(letter())


def test_a_server_that_is_not_there_is_tried_again(tmp_path):
    port = free_port()
    with carrier(f"smtp://127.0.0.1:{port}", folder=tmp_path) as carrying, pytest.raises(Delayed, match=str(port)):
        carrying.carry(letter())


def test_a_server_that_was_started_again_is_connected_to_again(postman, tmp_path):
    port = free_port()
    with carrier(f"smtp://127.0.0.1:{port}", folder=tmp_path) as carrying:
        with serving(postman, port):
            carrying.carry(letter())
        with pytest.raises(Delayed):
            carrying.carry(letter("a2"))
        with serving(postman, port):
            carrying.carry(letter("a2"))

    assert len(postman.taken) == 2


def test_a_password_lets_in_and_a_wrong_one_is_nobodys_fault_but_the_operators(postman, tmp_path):
    options = {"authenticator": only("samia", "quay@8"), "auth_require_tls": False, "auth_required": True}
    with serving(postman, **options) as place:
        with carrier(f"smtp://samia:quay%408@{place}", folder=tmp_path) as carrying:
            carrying.carry(letter())
        with (
            carrier(f"smtp://samia:wrong@{place}", folder=tmp_path) as carrying,
            pytest.raises(Delayed, match="535") as told,
        ):
            carrying.carry(letter("a2"))

    assert len(postman.taken) == 1
    assert "wrong" not in str(told.value)


def test_an_address_that_no_server_understands_is_refused(address, tmp_path):
    with carrier(address, folder=tmp_path) as carrying, pytest.raises(Refused):
        carrying.carry(letter(to="ليلى@reader.example"))


def test_a_folder_keeps_each_letter_once(tmp_path):
    with carrier("folder", folder=tmp_path / "mail") as carrying:
        carrying.carry(letter())
        carrying.carry(letter())

    (kept,) = (tmp_path / "mail").iterdir()
    assert kept.name == "a1.eml"
    assert kept.read_bytes() == letter().data


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path):
    (tmp_path / "mail").write_text("a file")
    with carrier("folder", folder=tmp_path / "mail") as carrying, pytest.raises(Delayed, match="mail"):
        carrying.carry(letter())


def test_the_console_shows_to_whom_and_what(capsys, tmp_path):
    with carrier("console", folder=tmp_path) as carrying:
        carrying.carry(letter(text="رمزك ١٢٣٤"))

    shown = capsys.readouterr().out
    assert "layla@reader.example" in shown
    assert "رمزك ١٢٣٤" in shown


def test_a_server_is_greeted_and_given_no_letter(postman, address):
    reach(address)

    assert (postman.connections, postman.taken) == (1, [])


def test_a_server_that_is_not_there_cannot_be_greeted():
    with pytest.raises(Delayed, match="refused"):
        reach(f"smtp://127.0.0.1:{free_port()}")


def test_a_server_that_does_not_let_us_in_says_so_without_the_password(postman):
    options = {"authenticator": only("samia", "quay@8"), "auth_require_tls": False, "auth_required": True}
    with serving(postman, **options) as place, pytest.raises(Delayed, match="535") as told:
        reach(f"smtp://samia:wrong@{place}")

    assert "wrong" not in str(told.value)
