"""What is sealed is read by who has the key, for the purpose that it was sealed for, and by nobody else."""

import pytest

from daily8.engine.sealing import Seal, SealError, is_sealed

OLD, NEW = "old-" * 8, "new-" * 8


def test_what_was_sealed_is_opened_and_tells_nothing_itself():
    seal = Seal(NEW, purpose="locks")
    first, second = seal.close("JBSWY3DP"), seal.close("JBSWY3DP")

    assert [seal.open(first), seal.open(second)] == ["JBSWY3DP", "JBSWY3DP"]
    assert "JBSWY3DP" not in first
    assert first != second
    assert is_sealed(first)
    assert not is_sealed("JBSWY3DP")


@pytest.mark.parametrize("other", [Seal(OLD, purpose="locks"), Seal(NEW, purpose="hooks")])
def test_another_key_and_another_purpose_open_nothing(other):
    with pytest.raises(SealError, match="another key"):
        other.open(Seal(NEW, purpose="locks").close("JBSWY3DP"))


def test_what_was_changed_or_never_sealed_is_not_opened():
    seal = Seal(NEW, purpose="locks")
    sealed = seal.close("JBSWY3DP")

    for damaged in (
        sealed[:-8],
        sealed[:-1] + ("A" if sealed[-1] != "A" else "B"),
        "sealed:",
        "sealed:ü",
        "x",
        "",
    ):
        with pytest.raises(SealError):
            seal.open(damaged)


def test_the_key_before_still_opens_and_no_longer_seals():
    both, sealed = Seal(NEW, OLD, purpose="locks"), Seal(OLD, purpose="locks").close("JBSWY3DP")

    assert both.open(sealed) == "JBSWY3DP"
    assert not both.is_newest(sealed)
    assert Seal(NEW, purpose="locks").open(both.close("JBSWY3DP")) == "JBSWY3DP"
    assert both.is_newest(both.close("JBSWY3DP"))
