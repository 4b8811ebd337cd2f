import pytest
from lxml import etree

from daily8.engine.feeds.repair import repair


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("<rss>a & b</rss>", "<rss>a &amp; b</rss>"),
        ("<rss>&eacute;&amp;&#233;&zzz;</rss>", "<rss>é&amp;&#233;&amp;zzz;</rss>"),
        ("<rss>&copy 2024</rss>", "<rss>&amp;copy 2024</rss>"),
        ("<rss><a><b></a></rss>", "<rss><a><b></b></a></rss>"),
        ("<rss></b></rss>", "<rss></rss>"),
        ("<rss>x<br>y</rss>", "<rss>x<br/>y</rss>"),
        ("<rss><A></a></rss>", "<rss><A></A></rss>"),
        ("<rss><i a=1 a=2 b='x&y' c></i></rss>", '<rss><i a="1" b="x&amp;y"></i></rss>'),
        ("<rss><![CDATA[<p>&amp;]]></rss>", "<rss>&lt;p&gt;&amp;amp;</rss>"),
        ("<rss>]]></rss>", "<rss>]]&gt;</rss>"),
        ("<rss><!-- a --><?php b ?><!x></rss>", "<rss></rss>"),
        (
            "<rss><dc:a b:c='d'/></rss>",
            '<rss xmlns:b="urn:prefix:b" xmlns:dc="urn:prefix:dc"><dc:a b:c="d"/></rss>',
        ),
        ("<rss></rss><script>", "<rss></rss>"),
        (
            "<rss><item><title>A<item><title>B</item></rss>",
            "<rss><item><title>A</title></item><item><title>B</title></item></rss>",
        ),
        ("<rss><item><title>A<link>B</link></item>", "<rss><item><title>A</title><link>B</link></item></rss>"),
        ("<rss><item><title>A</title><link>http://cut", "<rss><item><title>A</title></item></rss>"),
        ("<rss><item><link>a</link></item><item>", "<rss><item><link>a</link></item><item></item></rss>"),
    ],
)
def test_mark_up_is_balanced_without_inventing_anything(broken, mended):
    assert repair(broken, entities={}) == mended


def test_what_was_well_formed_means_the_same_afterwards():
    text = '<rss xmlns:dc="u:dc"><channel a="1"><dc:b>x &amp; y</dc:b><c/><d><![CDATA[1 < 2]]></d></channel></rss>'

    before, after = etree.fromstring(text), etree.fromstring(repair(text, entities={}))

    assert [(each.tag, each.text, dict(each.attrib)) for each in before.iter()] == [
        (each.tag, each.text, dict(each.attrib)) for each in after.iter()
    ]


def test_a_section_without_its_end_stops_with_its_element():
    broken = "<rss><item><a><![CDATA[one</a></item><item><a><![CDATA[two]]></a></item></rss>"

    assert repair(broken, entities={}) == "<rss><item><a>one</a></item><item><a>two</a></item></rss>"


def test_depth_is_bounded():
    mended = repair("<rss>" + "<b>" * 5_000 + "x" + "</b>" * 5_000 + "<c/></rss>", entities={})

    root = etree.fromstring(mended)

    assert mended.count("<b>") == 199
    assert root[-1].tag == "c"
