"""What two other readers make of a page that leaves our own trees in doubt."""

import logging

import numpy as np
import pytest

from daily8.engine.extraction import advice, selection
from daily8.engine.extraction.blocks import Block, segment
from daily8.engine.extraction.features import Claims
from daily8.engine.extraction.forest import Forest, Forests, trained
from daily8.engine.extraction.page import read

SENTENCE = "the harbour bridge will close to cars for six weeks, the city's engineers said on Tuesday morning."
BODY = "".join(f"<p>{opening} {SENTENCE}</p>" for opening in ("First,", "Second,", "Third,", "Fourth,", "Last,"))
PAGE = (
    '<html><head><title>Bridge closes</title></head><body><nav><a href="/city">City</a> <a href="/sport">Sport</a>'
    f"</nav><article><h1>Bridge closes</h1>{BODY}</article><footer><p>All rights of The Gazette</p></footer>"
    "</body></html>"
)
CHINESE = (
    "<html><body><article><h1>大桥关闭</h1>"
    + "".join(
        f"<p>{number}工程师周二上午表示，港口大桥将对汽车关闭六个星期，以便修补裂缝。</p>" for number in "一二三四"
    )
    + "</article></body></html>"
)
NOBODY = Claims(title="Bridge closes", description="", authors=(), text="")


def blocks_of(html: str) -> list[Block]:
    return [block for block in segment(read(html, url="https://gazette.example/a").body) if block.picture is None]


def covered(html: str) -> dict[str, tuple[float, float]]:
    """What each reader, the plain and the precise one, has of each block."""
    blocks = blocks_of(html)
    table = advice.advice(blocks, html)
    width = table.shape[1] // 2
    return {block.text: (row[0], row[width]) for block, row in zip(blocks, table, strict=True)}


def test_both_readers_have_the_body_and_neither_has_the_menu():
    found = covered(PAGE)

    assert found[f"Third, {SENTENCE}"] == (1.0, 1.0)
    assert found["City Sport"] == (0.0, 0.0)


def test_a_text_without_spaces_is_found_too():
    assert covered(CHINESE)["二工程师周二上午表示，港口大桥将对汽车关闭六个星期，以便修补裂缝。"] == (1.0, 1.0)


def test_a_row_tells_of_the_neighbours_and_of_the_whole_page():
    blocks = blocks_of(PAGE)
    table = advice.advice(blocks, PAGE)
    third = next(at for at, block in enumerate(blocks) if block.text.startswith("Third"))
    own, before, after, everywhere, around, between = table[third, :6]

    assert (own, before, after, between) == (1.0, 1.0, 1.0, 1.0)
    assert 0.8 < everywhere < 1.0
    assert around == pytest.approx(1.0, abs=0.05)
    assert not table[0, 5]
    assert np.isfinite(table).all()


@pytest.mark.parametrize("count", [1, 2, 6, 7, 8, 30])
def test_sums_over_neighbours_end_where_the_page_ends(count):
    values = np.arange(1, count + 1, dtype=np.float32)

    assert advice._around(values).tolist() == [values[max(0, at - 3) : at + 4].sum() for at in range(count)]


@pytest.mark.parametrize(
    "html", ["<p>x</p>", "<html><body>", "<p>" * 90 + "words of it", "\x01<p>one two</p>", "]]>"]
)
def test_a_page_that_the_readers_make_nothing_of_is_no_error(html, caplog):
    blocks = blocks_of(html + "<p>Words</p>")

    assert advice.advice(blocks, html).shape == (len(blocks), 12)
    assert not caplog.records


def test_a_reader_that_breaks_down_has_read_nothing(monkeypatch):
    def broken(*_, **__):
        raise RecursionError("too deep")

    monkeypatch.setattr(advice.trafilatura, "extract", broken)
    monkeypatch.setattr(advice, "extract_plain_text", broken)

    assert set(covered(PAGE).values()) == {(0.0, 0.0)}


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 150 + BODY,
        BODY * 1000,
        f"<i {' '.join(f'a{number}=x' for number in range(20_000))}></i>{BODY}",
        f"<script>{'x' * 3_000_000}</script>{BODY}",
        "",
    ],
    ids=["deep", "long", "wide", "heavy", "empty"],
)
def test_pages_out_of_the_ordinary_are_not_shown_to_the_readers(html):
    assert not advice.may_be_asked(blocks_of(html or "<p>Words</p>"), html)


def test_an_ordinary_page_may_be_shown():
    assert advice.may_be_asked(blocks_of(PAGE), PAGE)


def test_nobody_is_asked_about_a_clear_page(monkeypatch):
    monkeypatch.setattr(selection, "advice", lambda *_: pytest.fail("asked"))

    assert len(selection.select(blocks_of(PAGE), NOBODY, source=PAGE)) == 5


def constant(value: float) -> Forest:
    """A forest of one leaf."""
    nought = np.zeros(1, dtype=np.int32)
    endless = np.array([np.inf], dtype=np.float32)
    return Forest(nought, endless, nought, nought, np.array([value], dtype=np.float32), nought)


def test_the_advised_trees_decide_where_the_others_are_in_doubt():
    doubtful = Forests(alone=constant(0.2), advised=trained().advised)
    blocks = blocks_of(PAGE)

    advised = [block.text for block in selection.select(blocks, NOBODY, source=PAGE, forests=doubtful)]
    alone = [block.text for block in selection.select(blocks, NOBODY, forests=doubtful)]

    assert advised == [f"{word}, {SENTENCE}" for word in ("First", "Second", "Third", "Fourth", "Last")]
    assert "City Sport" in alone


def test_the_advised_trees_fit_the_table():
    blocks = blocks_of(PAGE)
    near, table = selection.survey(blocks, NOBODY)

    assert trained().advised.feature.max() < table.shape[1] + advice.advice(near, PAGE).shape[1]


@pytest.mark.parametrize(
    ("sizes", "chances", "doubtful"),
    [
        ([1000, 1000], [0.99, 0.01], False),
        ([1000, 1000], [0.6, 0.4], True),
        ([100, 100], [0.6, 0.4], False),
        ([9000, 1000], [0.99, 0.4], False),
        ([3000, 1000], [0.99, 0.4], True),
    ],
)
def test_doubt_is_much_text_that_may_be_judged_wrongly(sizes, chances, doubtful):
    assert selection.is_doubtful(np.array(sizes, dtype=np.float32), np.array(chances)) is doubtful


def test_the_precise_reader_does_not_write_to_the_log():
    assert logging.getLogger("trafilatura.core").getEffectiveLevel() == logging.CRITICAL
