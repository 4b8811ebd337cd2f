import re

import pytest
from lxml import html

from daily8.articles import linking, safe_html
from daily8.articles.linking import Links, Target
from daily8.articles.models import Stage, Tag

ADDRESS = "/en/hashtag/Nairobi"


def places(text, words):
    return [list(match.span()) for match in re.finditer(re.escape(words), text)]


def linked(body, text=None, **words):
    """The body as a page shows it, with a link for each of these words: address by keyword."""
    text = html.fromstring(f"<div>{body}</div>").text_content() if text is None else text
    wanted = words or {"Nairobi": "Nairobi"}
    return str(
        safe_html.body(
            body, Links(text, [Target(f"/en/hashtag/{slug}", places(text, name)) for slug, name in wanted.items()])
        )
    )


def links_in(shown):
    return [link.text for link in html.fromstring(f"<div>{shown}</div>").cssselect("a.mention")]


def test_the_first_mention_becomes_a_link_and_no_other():
    shown = linked("<p>Ships left Nairobi. They say Nairobi is far from the sea.</p>")

    assert shown == (
        f'<p>Ships left <a class="mention" href="{ADDRESS}">Nairobi</a>. They say Nairobi is far from the sea.</p>'
    )


def test_several_hashtags_share_a_paragraph():
    shown = linked(
        "<p>In Nairobi, Joseph Otieno met Anna.</p>", Nairobi="Nairobi", Otieno="Joseph Otieno", Anna="Anna"
    )

    assert links_in(shown) == ["Nairobi", "Joseph Otieno", "Anna"]
    assert html.fromstring(shown).text_content() == "In Nairobi, Joseph Otieno met Anna."


@pytest.mark.parametrize(
    "barred",
    [
        "<h2>Nairobi</h2>",
        '<p><a href="https://elsewhere.example/">the <em>Nairobi</em> times</a></p>',
        "<p><code>Nairobi</code></p>",
        "<pre>Nairobi</pre>",
        "<p><kbd>Nairobi</kbd></p>",
    ],
)
def test_where_a_link_may_not_be_the_next_mention_has_it(barred):
    shown = linked(f"{barred}<p>It rains in Nairobi today.</p>")

    assert links_in(shown) == ["Nairobi"]
    assert f'rains in <a class="mention" href="{ADDRESS}">' in shown
    assert links_in(linked(barred)) == []


def test_a_link_stands_inside_emphasis_lists_quotations_and_tables():
    for before, after in [
        ("<p><strong>", "</strong></p>"),
        ("<ul><li>One</li><li>", "</li></ul>"),
        ("<blockquote><p>", "</p></blockquote>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<p>One<br>", "<br>two</p>"),
        ("", ""),
    ]:
        assert links_in(linked(f"{before}Rain in Nairobi.{after}")) == ["Nairobi"]


def test_a_mention_across_markup_is_left_as_it_is():
    body = "<p>Rain in Nai<em>robi</em> today, and Nairobi is wet.</p>"

    assert (
        linked(body)
        == f'<p>Rain in Nai<em>robi</em> today, and <a class="mention" href="{ADDRESS}">Nairobi</a> is wet.</p>'
    )


def test_captions_are_not_part_of_the_text():
    body = (
        '<figure><img src="https://a.example/1.png"><figcaption>Rain in Nairobi today</figcaption></figure>'
        "<p>Rain in Nairobi today</p>"
    )

    shown = linked(body, text="Rain in Nairobi today")

    assert re.search(r"<figcaption>Rain in Nairobi today</figcaption>", shown)
    assert links_in(shown) == ["Nairobi"]


def test_spaces_and_cells_of_tables_are_no_difference():
    body = "<table><tr><td>City</td><td>Nairobi</td></tr></table><p>Rain\n  in  Joseph\nOtieno’s town</p>"
    text = "City | Nairobi\n\nRain in Joseph Otieno’s town"

    assert links_in(linked(body, text, Nairobi="Nairobi", Otieno="Joseph Otieno")) == ["Nairobi", "Joseph\nOtieno"]


@pytest.mark.parametrize(
    "text",
    ["", "Nairobi", "Nobody was ever in Nairobi before the war began", "x" * 400 + "Nairobi" + "y" * 400],
)
def test_where_the_body_says_something_else_nothing_is_linked(text):
    assert links_in(linked("<p>Rain in Nairobi today.</p>", text)) == []


@pytest.mark.parametrize("mention", [[0, 4], [2, 9], [-7, 7], [9, 9], [30, 20], [0, 10**9]])
def test_a_mention_that_is_no_word_of_the_text_is_not_linked(mention):
    body = "<p>Nairobian ships left the harbour at dawn.</p>"
    text = html.fromstring(body).text_content()

    assert safe_html.body(body, Links(text, [Target(ADDRESS, [mention])])) == body


def test_an_arabic_word_is_linked_with_what_is_written_onto_it():
    shown = linked("<p>سافر إلى كينيا وبنيروبي التقى الوزير.</p>", Nairobi="نيروبي", Minister="وزير")

    assert links_in(shown) == ["وبنيروبي", "الوزير"]


def test_a_word_is_in_one_link_only():
    shown = linked(
        "<p>The Nairobi Agreement was signed in Nairobi.</p>", Agreement="Nairobi Agreement", Nairobi="Nairobi"
    )

    assert links_in(shown) == ["Nairobi Agreement", "Nairobi"]


HOSTILE = [
    "<p>Nairobi &lt;script&gt;alert(1)&lt;/script&gt; Nairobi</p>",
    "<p>&lt;img src=x onerror=alert(1)&gt;Nairobi&lt;/p&gt;</p>",
    "<p title='\"><script>alert(1)</script>'>Nairobi</p>",
    "<p>Nairobi&#1;&#8;&#11; &#0;in &#xFFFE;Nairobi&#xD800;</p>",
    "<p>Nairobi<!-- Nairobi --><?php Nairobi ?> Nairobi</p>",
    "<ul><li><li>Nairobi<li></ul>",
    "<p>Nairobi<p>Nairobi<b>Nairobi<i>Nairobi</b>Nairobi</i>",
    "</div></div><p>Nairobi</p></body></html><p>Nairobi</p>",
    "<div>" * 200 + "Nairobi",
    "<a>" * 50 + "Nairobi" + "</a>" * 50 + " Nairobi",
    "&amp;lt;b&amp;gt; Nairobi &amp;amp;",
    "<p>\u202eNairobi\u202c and \u200bNairobi\u200b</p>",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_is_added_to_hostile_markup_but_our_own_links(body):
    plain = str(safe_html.body(body))
    shown = linked(body)

    without = re.sub(rf'<a class="mention" href="{ADDRESS}">([^<]*)</a>', r"\1", shown)
    drop = re.compile("[\x00-\x1f\ufffe\ufffd]")
    assert drop.sub("", without) == drop.sub("", plain)
    assert shown.count("mention") <= 1
    assert "<script>alert" not in shown.replace("title='\"><script>alert", "").replace(
        'title="&quot;><script>alert', ""
    )


def test_a_hostile_address_stays_inside_its_attribute():
    hostile = '"><script>alert(1)</script>'
    shown = str(safe_html.body("<p>Nairobi</p>", Links("Nairobi", [Target(hostile, [[0, 7]])])))

    (link,) = html.fromstring(shown).iter("a")
    assert link.get("href") == hostile
    assert not html.fromstring(shown).xpath("//script")


def test_a_very_long_body_is_linked_all_the_same():
    body = "<p>" + "Rain in the city. " * 20_000 + "</p><p>It is called Nairobi.</p>"

    assert links_in(linked(body)) == ["Nairobi"]


def test_an_article_links_its_hashtags_but_for_those_without_a_page(make_article, make_hashtag):
    article = make_article(text="Rain in Nairobi.")
    for place, hashtag in enumerate(
        [make_hashtag("Kenya"), make_hashtag("Nairobi"), make_hashtag("Rain", banned=True)]
    ):
        Tag.objects.create(
            article=article,
            hashtag=hashtag,
            place=2 - place,
            mentions=[[8, 15]],
            published_at=article.published_at,
        )

    tags = linking.tags(article)
    links = linking.links(article, tags)

    assert [tag.hashtag.slug for tag in tags] == ["Nairobi", "Kenya"]
    assert links == Links("Rain in Nairobi.", [Target(ADDRESS, [[8, 15]]), Target("/en/hashtag/Kenya", [[8, 15]])])


def test_while_a_changed_text_waits_its_old_mentions_are_not_used(make_article):
    assert linking.links(make_article(stage=Stage.EXTRACTED), []) == Links("", [])
