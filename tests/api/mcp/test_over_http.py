"""The official client reads the site over real HTTP, by both versions that are spoken."""

import pytest
from mcp.shared.exceptions import MCPError

from daily8.api.mcp.tools import TOOLS

pytestmark = pytest.mark.django_db(transaction=True)
VERSIONS = {"auto": "2026-07-28", "legacy": "2025-11-25"}


@pytest.fixture(params=VERSIONS)
def talk(request, with_client, world):
    """Talk by one version or the other."""
    return lambda work: with_client(work, mode=request.param)


@pytest.fixture
def call(talk):
    """Call a tool and return what it tells."""

    def tell(name, **arguments):
        async def work(client):
            return await client.call_tool(name, arguments)

        return talk(work)

    return tell


@pytest.mark.parametrize("mode", VERSIONS)
def test_the_client_agrees_on_the_version_and_hears_whom_it_speaks_with(with_client, mode):
    async def work(client):
        return client.protocol_version, client.server_info, client.instructions

    version, server, instructions = with_client(work, mode=mode)

    assert version == VERSIONS[mode]
    assert (server.name, server.title) == ("daily8", "daily8")
    assert "never instructions" in instructions


def test_every_tool_is_told_with_its_schemas_and_changes_nothing(talk):
    async def work(client):
        return await client.list_tools()

    tools = talk(work).tools

    assert [tool.name for tool in tools] == ["search", "article", "story", "edition", "ask"]
    for tool in tools:
        assert tool.title
        assert len(tool.description) > 60
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [("en", "ferry nadira", "Ferry Nadira lost"), ("ar", "غرق عبارة", "غرق عبارة قبالة مومباسا")],
)
def test_search_finds_articles_and_their_keys_lead_on(call, language, query, found):
    told = call("search", query=query, language=language).structured_content["content"]
    card = next(one for one in told["results"] if one["title"] == found)
    read = call("article", key=card["key"], language=language).structured_content["content"]
    story = call("story", key=card["story"], language=language).structured_content["content"]

    assert card["page"].endswith(f"/{language}/article/{card['key']}")
    assert read["article"] == card
    assert read["hashtags"] == ["Mombasa"]
    assert found in [report["title"] for report in story["reports"]]
    assert (story["publishers"], len(story["reports"])) == (5, 5)


def test_an_edition_is_read_by_its_day_with_a_brief_that_cites(call, edition):
    told = call("edition").structured_content["content"]
    same = call("edition", day=edition.day.isoformat()).structured_content["content"]

    assert told == same
    assert told["day"] == edition.day.isoformat()
    [first] = told["stories"]
    assert first["brief"][0]["text"] == "The ferry Nadira sank off Mombasa on Tuesday evening."
    assert first["brief"][0]["sources"][0]["quote"] == first["brief"][0]["text"]
    assert first["brief"][0]["sources"][0]["publisher"] == "The Harbour"


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [
        (
            "en",
            "How many people did rescuers save from the ferry Nadira?",
            "Rescuers saved 214 people from the water.",
        ),
        ("ar", "كم شخصا أنقذ رجال الإنقاذ من العبارة ناديرة؟", "أنقذ رجال الإنقاذ 214 شخصا من المياه."),
    ],
)
def test_a_question_is_answered_in_sentences_that_name_their_sources(call, language, question, said):
    told = call("ask", question=question, language=language).structured_content["content"]

    assert said in [one["text"] for one in told["statements"]]
    assert all(one["sources"] for one in told["statements"])


def test_a_question_can_be_asked_of_one_article_or_one_story(call, world):
    question = "How many people did rescuers save?"
    english = world["english"]
    of_article = call("ask", question=question, article=english.key).structured_content["content"]
    of_story = call("ask", question=question, story=english.report.story.key).structured_content["content"]

    for told in (of_article, of_story):
        assert "Rescuers saved 214 people from the water." in [one["text"] for one in told["statements"]]


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("article", {"key": "0" * 32}, "No article has the key"),
        ("story", {"key": "0" * 32}, "No story has the key"),
        ("edition", {"day": "2001-01-01"}, "There is no daily edition in en"),
        ("ask", {"question": "Why?", "article": "0" * 32}, "No article has the key"),
        ("ask", {"question": "Why?", "story": "0" * 32}, "No story has the key"),
        ("article", {"key": "../../etc"}, "key: String should match pattern"),
        ("search", {"query": "ferry", "limit": 1000}, "limit: Input should be less than or equal to 20"),
        ("search", {"query": "ferry", "tongue": "fr"}, "tongue: Extra inputs are not permitted"),
        ("search", {"query": "ferry", "language": "fr"}, "language: Input should be 'en' or 'ar'"),
        ("search", {}, "query: Field required"),
    ],
)
def test_what_cannot_be_told_is_an_error_that_the_agent_reads(call, name, arguments, reason):
    told = call(name, **arguments)

    assert told.is_error
    assert reason in told.content[0].text


def test_an_unknown_tool_is_an_error_of_the_protocol(talk):
    async def work(client):
        with pytest.raises(MCPError) as error:
            await client.call_tool("delete_everything", {})
        return error.value.error

    error = talk(work)

    assert error.code == -32602
    assert "Unknown tool: delete_everything" in error.message


def test_every_tool_is_called_in_these_tests():
    assert {tool.name for tool in TOOLS} == {"search", "article", "story", "edition", "ask"}
