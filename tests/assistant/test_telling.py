"""What readers are told without a model, and from which texts."""

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from daily8.accounts.questions import FROM_ONE_NETWORK
from daily8.articles.models import Article
from daily8.assistant import providers
from daily8.assistant.abilities import Ability
from daily8.assistant.models import Provider, Result
from daily8.assistant.subjects import Subject, offered_for_article, offered_for_story
from daily8.assistant.telling import tell
from daily8.assistant.texts import Text, texts
from daily8.stories.models import Report, Story
from tests.assistant.news import BRIDGE, CRANE, provider, told, words

pytestmark = pytest.mark.django_db
SECOND = (
    "A crane fell into the harbour of Port Amal on Tuesday and closed it to all ships, officials said.\n\n"
    "Two people were injured, a hospital in the city said.\n\n"
    "The port lost 3 million dollars for each day without ships, its director told reporters."
)


def ask(subject: Subject, question: str, before: tuple[str, ...] = ()) -> list[str]:
    return words(tell(Ability.ASK, subject, timezone.now(), question=question, before=before))


def test_a_summary_is_made_of_the_articles_own_sentences_and_says_which(crane: Article) -> None:
    summary = told(crane)
    (text,) = summary.subject.texts
    statements = [one for part in summary.said.parts for one in part.statements]
    assert len(statements) == 3
    for one in statements:
        (cite,) = one.cites
        assert one.text in text.sentences[cite.sentence]
    assert (summary.said.audit.made, summary.said.audit.kept) == (3, 3)
    assert not Result.objects.exists()


def test_a_question_is_answered_by_the_sentence_that_says_it(crane: Article) -> None:
    subject = Subject.of_article(crane, "en")
    assert ask(subject, "How many ships had to wait?") == [
        "Nobody was hurt, but 14 ships had to wait outside the bay until Wednesday morning."
    ]
    assert ask(subject, "Who leads the inquiry?")[0].endswith("said Layla Haddad, who leads the inquiry.")


def test_what_the_article_does_not_say_is_not_answered(crane: Article) -> None:
    assert ask(Subject.of_article(crane, "en"), "How heavy was the crane?") == []
    assert ask(Subject.of_article(crane, "en"), "Who built the lighthouse?") == []


def test_an_arabic_article_is_asked_in_arabic(bridge: Article) -> None:
    subject = Subject.of_article(bridge, "ar")
    assert "14 ألف سيارة" in ask(subject, "كم سيارة تعبر الجسر يوميا؟")[0]


def test_a_question_that_goes_on_knows_what_was_asked_before(crane: Article) -> None:
    found = ask(Subject.of_article(crane, "en"), "And when was it built?", ("What fell into the water?",))
    assert found == ["The crane, built in 1987, was to be replaced in March at a cost of 2.4 million dollars."]


def test_marks_that_nobody_sees_take_no_word_of_a_question_with_them(bridge: Article) -> None:
    subject = Subject.of_article(bridge, "ar")
    asked = tell(Ability.ASK, subject, timezone.now(), question="كم سيارة تعبر الجسر\u200f؟ \x00")
    assert asked.question == "كم سيارة تعبر الجسر؟"
    assert "14 ألف سيارة" in words(asked)[0]


def test_a_long_question_and_one_of_signs_only_are_no_error(crane: Article) -> None:
    subject = Subject.of_article(crane, "en")
    assert ask(subject, "why " * 5000) == []
    assert ask(subject, "؟؟؟ \u202e \x00") == []


@pytest.mark.parametrize("text", ["One sentence only.", "def f(x):\n    return x + 1\n", "", "42", "«»"])
@pytest.mark.parametrize("ability", [Ability.SUMMARY, Ability.EXPLAIN, Ability.ASK])
def test_a_text_that_is_hardly_one_is_no_error(text: str, ability: Ability, make_article: object) -> None:
    article = make_article(title="Short", text=text, excerpt=text)  # type: ignore[operator]
    said = told(article, ability, question="What is it?").said
    assert all(one.text in text for part in said.parts for one in part.statements)
    assert said.audit.kept == said.audit.made


def test_a_text_of_thirty_thousand_words_and_two_languages_is_summed_up(make_article: object) -> None:
    article = make_article(title="Long", text=f"{CRANE}\n\n{BRIDGE}\n\n" * 230)  # type: ignore[operator]
    assert words(told(article))


def test_excerpts_and_links_give_no_more_than_may_be_shown(crane: Article) -> None:
    crane.publisher.edit(rights="excerpt")
    (text,) = texts(Article.objects.all(), most=5)
    assert text.sentences == ["Ships left the harbour at dawn on Wednesday."]
    assert not offered_for_article(Article.objects.select_related("publisher").get())
    crane.publisher.edit(rights="link")
    assert texts(Article.objects.all(), most=5) == []


def test_a_publisher_that_says_no_is_left_out_of_everything(
    crane: Article, make_article: object, make_publisher: object, make_story: object
) -> None:
    other = make_article(publisher=make_publisher(), title="Crane closes port", text=SECOND)  # type: ignore[operator]
    story = make_story(crane, other)  # type: ignore[operator]
    crane.publisher.edit(ai=False)
    subject = Subject.of_story(story, "en")
    assert [text.article for text in subject.texts] == [other.pk]
    assert offered_for_story(story)
    assert not offered_for_article(Article.objects.select_related("publisher").get(pk=crane.pk))
    other.publisher.edit(ai=False)
    assert not offered_for_story(story)


def test_a_story_is_told_in_the_readers_language_where_it_can_be(
    crane: Article, bridge: Article, make_story: object
) -> None:
    story = make_story(crane, bridge)  # type: ignore[operator]
    for language, article in (("en", crane), ("ar", bridge)):
        said = tell(Ability.SUMMARY, Subject.of_story(story, language), timezone.now()).said
        assert said.articles == {article.pk}


def test_sources_are_compared_number_by_number(
    crane: Article, make_article: object, make_publisher: object, make_story: object
) -> None:
    other = make_article(publisher=make_publisher(), title="Crane closes port", text=SECOND)  # type: ignore[operator]
    said = tell(Ability.COMPARE, Subject.of_story(make_story(crane, other), "en"), timezone.now()).said  # type: ignore[operator]
    injured = next(row for row in said.table if row.heading == "Injured")
    assert injured.disagree
    assert {figure.cite.article for figure in injured.figures} == {crane.pk, other.pk}
    assert all(one.cites for part in said.parts for one in part.statements)


def test_what_another_source_counts_too_is_not_said_by_only_some(
    crane: Article, make_article: object, make_publisher: object, make_story: object
) -> None:
    other = make_article(publisher=make_publisher(), title="Crane closes port", text=SECOND)  # type: ignore[operator]
    arabic = make_article(  # type: ignore[operator]
        publisher=make_publisher(),  # type: ignore[operator]
        title="رافعة تسقط في ميناء أمل",
        text="وكان من المقرر استبدال الرافعة التي بنيت عام 1987 في مارس بكلفة تبلغ 2.4 مليون دولار.",
        language="ar",
    )

    def said(story: Story) -> str:
        parts = tell(Ability.COMPARE, Subject.of_story(story, "en"), timezone.now()).said.parts
        return " ".join(one.text for part in parts for one in part.statements)

    story = make_story(crane, other)  # type: ignore[operator]
    assert "2.4 million dollars" in said(story)
    Report.objects.create(article=arabic, story=story, change=3, published_at=arabic.published_at)
    assert "2.4 million dollars" not in said(story)


def test_one_source_is_compared_with_nothing(crane: Article, make_article: object, make_story: object) -> None:
    story = make_story(crane, make_article(title="Crane", text=SECOND))  # type: ignore[operator]
    assert tell(Ability.COMPARE, Subject.of_story(story, "en"), timezone.now()).said.is_empty


def test_things_are_explained_by_the_sentences_that_say_what_they_are(
    crane: Article, make_article: object, make_hashtag: object
) -> None:
    earlier = make_article(text="Layla Haddad, a harbour engineer from Port Amal, was named head of the inquiry.")  # type: ignore[operator]
    make_hashtag("Layla Haddad", kind="person", on=[crane, earlier])  # type: ignore[operator]
    (part,) = told(crane, Ability.EXPLAIN).said.parts
    assert part.heading == "Layla Haddad"
    assert part.address.endswith("/hashtag/LaylaHaddad")
    assert {cite.article for one in part.statements for cite in one.cites} >= {earlier.pk}


def test_a_question_about_everything_is_answered_from_what_is_found(findable: object) -> None:
    article = findable("Crane falls into harbour of Port Amal", CRANE)  # type: ignore[operator]
    findable("Ferry wins a prize", "The ferry won a prize for its cakes on Sunday.")  # type: ignore[operator]
    question = "How many ships waited in Port Amal?"
    said = tell(Ability.ASK, Subject.of_everything(question, "en"), timezone.now(), question=question).said
    assert said.articles == {article.pk}


def test_translation_says_that_it_needs_a_model(crane: Article) -> None:
    assert told(crane, Ability.TRANSLATE, language="ar").needs_model


def test_the_admins_model_goes_before_that_of_the_settings(db: None) -> None:
    named = {"MODEL": "http://127.0.0.1:9/v1", "MODEL_NAME": "small-2", "MODEL_KEY": "", "AI": True}
    with override_settings(**named):
        chosen = providers.chosen(Ability.SUMMARY)
        assert chosen is not None
        assert (chosen.model, chosen.pk) == ("small-2", None)
        assert providers.named("small-2") is not None
        provider("http://127.0.0.1:9/v1", abilities=["translate"])
        assert providers.chosen(Ability.SUMMARY) is None
        assert isinstance(providers.chosen(Ability.TRANSLATE), Provider)


def test_a_text_knows_its_sentences_by_number(crane: Article) -> None:
    text = Text.of(crane)
    assert text.sentence(-1) == crane.title
    assert text.sentence(1).startswith("Nobody was hurt")
    assert text.sentence(99) == ""


def test_a_story_is_told_day_by_day_with_what_is_planned(make_article: object, make_story: object) -> None:
    text = (
        "A crane fell into the harbour of Port Amal on Monday and closed it.\n\n"
        "Divers raised the crane on Tuesday with two ships of the navy.\n\n"
        "The harbour will open again on Friday, the port authority said."
    )
    story = make_story(make_article(text=text))  # type: ignore[operator]
    parts = tell(Ability.TIMELINE, Subject.of_story(story, "en"), timezone.now()).said.parts
    assert [(str(part.first), part.heading) for part in parts] == [
        ("2026-11-23", ""),
        ("2026-11-24", ""),
        ("2026-11-27", "planned"),
    ]


def test_who_asks_without_end_is_asked_to_wait(crane: Article, client: Client) -> None:
    address = f"/en/article/{crane.key}/ask"
    for number in range(FROM_ONE_NETWORK):
        assert client.get(address, {"q": f"How many ships had to wait {number}?"}).status_code == 200
    refused = client.get(address, {"q": "How many ships had to wait?"})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    elsewhere = client.get(address, {"q": "How many ships?"}, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200
    assert client.get(address).status_code == 200
