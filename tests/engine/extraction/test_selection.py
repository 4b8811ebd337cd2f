"""What tells the body of an article from what stands around it."""

import numpy as np
import pytest

from daily8.engine.extraction.blocks import Block, segment
from daily8.engine.extraction.crowd import Crowd
from daily8.engine.extraction.features import FAMILIES, Claims
from daily8.engine.extraction.forest import Forest, trained
from daily8.engine.extraction.page import read
from daily8.engine.extraction.phrases import COUNT, phrases
from daily8.engine.extraction.selection import claims_of, select, survey

PARAGRAPHS = [
    f"{opening} the harbour bridge will close to cars for six weeks, the city's engineers said on Tuesday morning."
    for opening in ("First,", "Second,", "Third,", "Fourth,", "Last,")
]
NOBODY = Claims(title="Bridge closes", description="", authors=(), text="")


def blocks_of(html: str) -> list[Block]:
    return segment(read(f"<html><body>{html}</body></html>", url="https://gazette.example/a").body)


def chosen_from(html: str, claims: Claims = NOBODY) -> list[str]:
    return [block.text for block in select(blocks_of(html), claims)]


def body(tag: str = "p", name: str = "") -> str:
    return "".join(f'<{tag} class="{name}">{text}</{tag}>' for text in PARAGRAPHS)


@pytest.mark.parametrize("tag", ["p", "div", "section"])
@pytest.mark.parametrize("around", ["article", "div", "main", "td"])
def test_a_body_is_found_whatever_its_elements_are_called(tag, around):
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("World", "City", "Sport", "Culture"))
    inside = f"<{around}>{body(tag)}</{around}>"
    whole = f"<table><tr>{inside}</tr></table>" if around == "td" else inside

    assert chosen_from(f"<ul>{menu}</ul>{whole}<div><p>© The Gazette</p></div>") == PARAGRAPHS


@pytest.mark.parametrize("name", ["comments", "related", "sidebar", "newsletter", "footer", "hidden"])
def test_a_name_around_the_whole_page_says_nothing(name):
    assert chosen_from(f'<div class="{name}"><div><h1>Bridge closes</h1>{body()}</div></div>') == PARAGRAPHS


def test_a_title_inside_the_body_is_not_repeated():
    assert "Bridge closes" not in chosen_from(f"<article><h1>Bridge closes</h1>{body()}</article>")


def test_a_paragraph_that_a_page_repeats_for_small_screens_is_read_once():
    assert (
        chosen_from(f'<article><h1>Bridge closes</h1>{body()}<div class="mobile">{body()}</div></article>')
        == PARAGRAPHS
    )


@pytest.mark.parametrize("name", ["advert", "newsletter-box", "share-bar"])
def test_a_label_in_a_box_that_names_itself_is_left_out(name):
    label = f'<div class="{name}">Bridge news every morning, free.</div>'
    page = f"<article>{body()}{label}{body().replace('First', 'Then')}</article>"

    assert "Bridge news every morning, free." not in chosen_from(page)


def test_a_table_is_taken_whole_or_not_at_all():
    cells = "".join(
        f"<tr><td>{day}</td><td>{count}</td></tr>" for day, count in [("Mon", 1), ("Tue", 2), ("Wed", 3)]
    )
    found = chosen_from(f"<article>{body()}<table>{cells}</table>{body().replace('First', 'Then')}</article>")

    assert {"Mon", "1", "Tue", "2", "Wed", "3"} <= set(found) or not {"Mon", "1", "Tue", "2", "Wed", "3"} & set(
        found
    )


def test_a_very_short_paragraph_among_others_of_its_making_is_kept():
    short = '<div class="txt">The mayor would not say.</div>'

    assert "The mayor would not say." in chosen_from(
        f"<h1>Bridge closes</h1><div>{body('div', 'txt')}{short}</div>"
    )


def test_a_page_of_nothing_has_no_body():
    assert chosen_from("") == []
    assert chosen_from('<img src="/a.jpg">') == []


def test_what_is_told_to_machines_is_a_claim_and_its_markup_is_not():
    stated = '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"<p>%s</p>"}</script>'
    page = read(stated % ("A bridge closes. " * 20), url="https://gazette.example/a")

    assert claims_of(page, title="x", authors=()).text == ("A bridge closes. " * 20).strip()


def test_the_main_place_holds_most_of_the_good_text():
    blocks = blocks_of(f'<div id="a"><p>Menu</p></div><div id="b">{body()}</div><div id="c"><p>Foot</p></div>')
    crowd = Crowd(blocks, title="")

    assert crowd.main is not None
    assert crowd.main.element.get("id") == "b"
    assert (crowd.first, crowd.last) == (1, 5)


def test_blocks_far_from_the_text_are_not_looked_at():
    menu = "".join(f"<p>Menu item {number}</p>" for number in range(200))
    blocks = blocks_of(f"<div>{menu}</div><article>{body()}</article><div>{menu}</div>")

    assert len(Crowd(blocks, title="").near()) < 50


def test_the_trees_fit_the_table():
    near, table = survey(blocks_of(f"<article>{body()}</article>"), NOBODY)
    forest = trained().alone

    assert table.shape[0] == len(near) == 5
    assert forest.feature.max() < table.shape[1]
    assert max(max(family) for family in FAMILIES) < table.shape[1]


def test_chances_lie_between_nought_and_one_and_depend_on_the_row_alone():
    table = survey(blocks_of(f"<h1>Bridge closes</h1><article>{body()}</article><p>Foot</p>"), NOBODY)[1]
    chances = trained().alone.chances(table)

    assert np.all((chances > 0) & (chances < 1))
    assert np.array_equal(chances[::-1], trained().alone.chances(table[::-1]))


def test_each_row_goes_down_each_tree_to_its_leaf():
    """More than 1 in the first column and more than 5 in the second is yes."""
    forest = Forest(
        feature=np.array([0, 0, 1, 0, 0], dtype=np.int32),
        threshold=np.array([1, np.inf, 5, np.inf, np.inf], dtype=np.float32),
        left=np.array([1, 1, 3, 3, 4], dtype=np.int32),
        right=np.array([2, 1, 4, 3, 4], dtype=np.int32),
        value=np.array([0, -9, 0, -8, 9], dtype=np.float32),
        roots=np.array([0], dtype=np.int32),
    )
    table = np.array([[1, 9], [2, 5], [2, 6]] * 200, dtype=np.float32)

    assert (forest.chances(table) > 0.5).tolist() == [False, False, True] * 200


def kinds_of_wording() -> list[tuple[str, int]]:
    names = (
        "read on",
        "letter",
        "credit",
        "agency",
        "byline",
        "social",
        "tags",
        "advert",
        "consent",
        "clock",
        "contact",
    )
    wordings = {
        "read on": ("Read more: the ferry", "Lesen Sie auch: Die Fähre", "اقرأ أيضا: العبارة", "À lire aussi"),
        "letter": ("Get our newsletter", "اشترك في النشرة", "订阅早报"),
        "credit": ("Photo: Lena Moe", "صورة: أرشيف", "Foto: dpa"),
        "agency": ("The bridge (Getty Images)",),
        "byline": ("By Ida Brandt", "بقلم ليلى منصور", "Von Ida Brandt"),
        "social": ("Share this", "شارك", "Teilen"),
        "advert": ("Advertisement", "إعلان", "广告", "Anzeige"),
        "consent": ("We use cookies.",),
        "contact": ("Write to desk@gazette.example",),
    }
    return [(text, names.index(name)) for name, texts in wordings.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), kinds_of_wording())
def test_the_wordings_around_articles_are_known_in_several_languages(text, kind):
    assert phrases(text)[kind] == 1.0


def test_a_plain_sentence_has_none_of_these_wordings():
    assert phrases("The cracks are small, but they are in the wrong place.") == (0.0,) * COUNT
