"""The page of the OWASP checklist: what it names is there, and what it counts is so."""

import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "asvs.md").read_text(encoding="utf-8")
ANSWERS = ("met", "partly", "not met", "does not apply")
ROWS = re.findall(r"^\| V(\d+)\.\d+\.\d+ \| ([12]) \| [^|]+ \| ([a-z ]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
NAMED = re.findall(r"`([\w/]*test_\w+)::(\w+)`", "\n".join(proof for *_, proof in ROWS))


def test_every_requirement_of_both_levels_has_an_answer():
    assert Counter(level for _, level, _, _ in ROWS) == {"1": 70, "2": 183}
    assert {answer for _, _, answer, _ in ROWS} <= set(ANSWERS)


def test_the_counts_are_those_of_the_rows():
    counted = re.findall(r"^\| V(\d+) [^|]+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
    found = Counter((chapter, answer) for chapter, _, answer, _ in ROWS)

    assert [chapter for chapter, *_ in counted] == [str(number) for number in range(1, 18)]
    for chapter, *numbers in counted:
        assert [int(number) for number in numbers] == [found[chapter, answer] for answer in ANSWERS], chapter


def test_every_test_that_is_named_as_proof_is_there():
    written = {name: (TESTS / f"{name}.py").read_text(encoding="utf-8") for name, _ in NAMED}
    missing = [
        f"{name}::test_{test}"
        for name, test in NAMED
        if not re.search(rf"^(?:async )?def test_{test}\(", written[name], re.MULTILINE)
    ]

    assert len(written) > 50
    assert missing == []


def test_the_front_page_tells_the_counts_of_the_checklist():
    front = " ".join((TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8").split())
    found = Counter(answer for _, _, answer, _ in ROWS)

    assert "(asvs.md)" in front
    assert (
        f"**{found['met']} are met, {found['partly']} partly, {found['not met']} not,"
        f" {found['does not apply']} do not apply**"
    ) in front
