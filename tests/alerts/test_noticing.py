"""What readers are told: what is new, once, and only what they follow."""

from datetime import timedelta

import pytest

from daily8.accounts.models import Standing
from daily8.alerts import answers, noticing, of_stories, queue
from daily8.alerts.models import Alert, Choice, Fresh, Kind, Silence
from daily8.articles.models import Article, Stage
from daily8.comments.models import Comment, State
from daily8.pipeline import publishing
from daily8.reading import muting, things
from daily8.reading.models import Follow
from daily8.stories.models import FormerStory, Report
from tests.alerts.conftest import FIRST, MORE, SAME, come, confirmed, follow, made, notice, say
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)


def test_a_story_tells_what_is_new_in_it_and_not_that_something_came(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    come(
        make_article(title="Ferry company speaks", text=f"{SAME} {MORE}", published_at=LATER),
        story=ferry,
        at=LATER,
    )

    (alert,) = made(reader)
    assert (alert.kind, alert.story_key) == (Kind.STORY, ferry.key)
    assert [sentence for _, sentence in alert.lines] == [MORE]


def test_a_report_that_says_nothing_new_is_not_told(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    come(make_article(title="Ferry aground", text=SAME, published_at=LATER), story=ferry, at=LATER)

    assert made(reader) == []


def test_who_follows_it_since_is_told_only_what_comes_after(reader, ferry, make_article):
    article = make_article(text=MORE, published_at=NOON)
    noticing.note({article.pk}, NOON)
    assert not Fresh.objects.exists()
    follow(confirmed("omar"), "story", ferry.key, NOON - timedelta(hours=1))
    follow(reader, "story", ferry.key, LATER)
    come(article, story=ferry)

    assert made(reader) == []
    assert Alert.objects.count() == 1


def test_old_articles_and_copies_are_no_news(reader, ferry, make_article):
    follow(reader, "search", "volcano")
    old = make_article(title="Volcano", published_at=NOON - timedelta(days=3))
    copied = make_article(title="Volcano at sea", copy_of=old)
    noticing.note({old.pk, copied.pk}, NOON)

    assert not Fresh.objects.exists()


def test_a_search_tells_of_an_event_once_however_many_reports_come(
    reader, make_article, make_story, make_publisher
):
    follow(reader, "search", "volcano")
    first = make_article(title="Volcano erupts")
    story = make_story(first)
    come(first)
    come(make_article(title="Volcano still erupts", text=MORE), story=story, at=LATER)
    follow(reader, "search", "erupts", NOON + timedelta(hours=3))
    come(make_article(title="Volcano erupts more"), story=story, at=NOON + timedelta(hours=4))

    (alert,) = made(reader)
    assert (alert.kind, alert.words, alert.event) == (Kind.SEARCH, "volcano", f"search:{story.key}")
    assert alert.lines == [[first.pk, ""]]


def test_an_event_that_has_become_another_is_not_told_again(reader, make_article, make_story):
    follow(reader, "search", "volcano")
    first, second = make_article(title="Volcano erupts"), make_article(title="Harbour calm")
    story, other = make_story(first), make_story(second)
    come(first)
    FormerStory.objects.create(key=story.key, story=other)
    come(make_article(title="Volcano erupts again"), story=other, at=LATER)

    assert len(made(reader)) == 1


def test_what_is_followed_as_a_story_and_as_a_search_is_told_once(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    follow(reader, "search", "ferry")
    come(make_article(title="Ferry captain suspended", text=MORE), story=ferry, at=LATER)

    (alert,) = made(reader)
    assert alert.kind == Kind.STORY


def test_a_search_finds_what_was_typed_and_not_what_may_be_meant(reader, findable):
    findable("Zarqa has a mayor")
    follow(reader, "search", "zarqun")
    come(findable("Zarqa has a new mayor"), at=LATER)

    assert made(reader) == []


def test_a_story_is_followed_under_the_key_that_it_had(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    FormerStory.objects.create(key="f" * 32, story=ferry)
    Follow.objects.update(key="f" * 32)
    come(make_article(text=MORE), story=ferry, at=LATER)

    assert len(made(reader)) == 1


def test_what_is_muted_is_not_told(reader, ferry, make_article, make_publisher):
    muted = make_publisher("loud.example")
    follow(reader, "story", ferry.key)
    follow(reader, "search", "volcano")
    thing = things.named("source", "loud.example")
    muting.mute(reader, thing, NOON)
    come(make_article(text=MORE, publisher=muted), story=ferry, at=LATER)
    come(make_article(title="Volcano", publisher=muted), at=LATER)

    assert made(reader) == []


@pytest.mark.parametrize("way", ["silence", "switch", "gone"])
def test_who_does_not_want_to_be_told_is_not(reader, ferry, make_article, way):
    follow(reader, "story", ferry.key)
    if way == "silence":
        Silence.objects.create(follow=Follow.objects.get())
    elif way == "switch":
        Choice.objects.create(user=reader, stories=False)
    else:
        reader.is_active = False
        reader.save()
    come(make_article(text=MORE), story=ferry, at=LATER)

    assert made(reader) == []


def test_sentences_are_in_the_readers_language_where_there_are_any(ferry, make_article):
    arabic = make_article(
        title="العبارة جنحت", text="جنحت عبارة تقل تسعين شخصا قرب الميناء صباح الأربعاء.", language="ar"
    )
    come(arabic, story=ferry)
    reader = confirmed("noor")
    Choice.objects.create(user=reader, language="ar")
    follow(reader, "story", ferry.key)
    news = "قالت الشركة إن القبطان أوقف عن العمل وإن الغواصين عثروا على ثقب في هيكل السفينة."
    come(
        make_article(text=MORE),
        make_article(title="ثقب في العبارة", text=news, language="ar", published_at=LATER),
        story=ferry,
        at=LATER,
    )

    (alert,) = made(reader)
    assert [sentence for _, sentence in alert.lines] == [news]


def test_looking_twice_and_at_once_tells_once(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    article = make_article(text=MORE, published_at=LATER)
    come(article, story=ferry, at=LATER)
    noticing.note({article.pk}, LATER)
    notice(LATER)

    assert len(made(reader)) == 1


def test_an_article_that_is_gone_is_not_waited_for(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    article = make_article(text=MORE)
    noticing.note({article.pk}, NOON)
    article.visible = False
    article.save()
    notice()

    assert made(reader) == []


def test_an_answer_is_told_to_whom_it_answers_once_everybody_sees_it(reader):
    omar = confirmed("omar")
    mine = say(reader, "Was it the fog?")
    say(reader, "I mean the fog of Tuesday.", mine)
    answer = say(omar, "It was.", mine, State.WAITING)
    answers.answer(NOON)
    assert made(reader) == []

    answer.state = State.PUBLISHED
    answer.save()
    answers.answer(NOON)
    answers.answer(NOON)
    (alert,) = made(reader)
    assert (alert.kind, alert.comment) == (Kind.REPLY, answer)
    assert made(omar) == []


def test_an_answer_of_a_guest_is_told_too(reader):
    mine = say(reader, "Was it the fog?")
    say(None, "It was.", mine)
    answers.answer(NOON)

    assert len(made(reader)) == 1


def test_who_wants_no_answers_gets_none_not_even_later(reader):
    Choice.objects.create(user=reader, replies=False)
    say(confirmed("omar"), "It was.", say(reader, "Was it the fog?"))
    answers.answer(NOON)
    Choice.objects.update(replies=True)
    answers.answer(NOON)

    assert made(reader) == []


def test_a_queue_that_waits_is_told_to_moderators_and_not_for_each_comment(reader):
    moderator = confirmed("noor")
    moderator.standing = Standing.MODERATOR
    moderator.save()
    say(reader, "First", state=State.WAITING)
    assert queue.look_at(NOON + timedelta(minutes=5)) == 0
    assert queue.look_at(NOON + timedelta(minutes=11)) == 1
    second = say(reader, "Second", state=State.WAITING)
    Comment.objects.filter(pk=second.pk).update(written_at=NOON + timedelta(hours=1))
    assert queue.look_at(NOON + timedelta(hours=2)) == 0
    assert queue.look_at(NOON + timedelta(hours=5)) == 1
    assert queue.look_at(NOON + timedelta(hours=50)) == 0

    assert [alert.kind for alert in made(moderator)] == [Kind.QUEUE] * 2
    assert made(reader) == []


def test_nothing_is_new_where_nothing_was_before(reader, make_article, make_story):
    article = make_article(text=FIRST)
    story = make_story(article)
    follow(reader, "story", story.key, NOON - timedelta(hours=1))
    come(article)

    assert made(reader) == []


def test_the_last_step_of_the_line_remembers_what_readers_see_for_the_first_time(reader, make_article):
    waits = {"stage": Stage.GROUPED, "visible": False, "due_at": NOON}
    unfollowed = make_article(**waits)
    publishing.store([unfollowed], NOON)
    assert not Fresh.objects.exists()

    follow(reader, "search", "volcano")
    article, nameless = make_article(**waits), make_article(title="", **waits)
    publishing.store([article, nameless], NOON)
    assert [fresh.article for fresh in Fresh.objects.all()] == [article]

    notice()
    Article.objects.filter(pk=article.pk).update(stage=Stage.GROUPED, due_at=NOON)
    article.refresh_from_db()
    publishing.store([article], NOON)
    assert not Fresh.objects.exists()


def test_what_two_reports_say_at_nearly_the_same_time_is_told_once(reader, ferry, make_article, make_publisher):
    follow(reader, "story", ferry.key)
    first = make_article(text=MORE, published_at=LATER)
    second = make_article(text=MORE, publisher=make_publisher(), published_at=LATER)
    for article, moment in ((first, LATER), (second, LATER + timedelta(seconds=40))):
        Report.objects.create(article=article, story=ferry, change=5, published_at=article.published_at)
        noticing.note({article.pk}, moment)
    noticing.notice(LATER + timedelta(seconds=61))
    noticing.notice(LATER + timedelta(seconds=200))

    (alert,) = made(reader)
    assert alert.lines == [[first.pk, MORE]]


def test_news_of_a_muted_source_does_not_hide_the_same_news_of_another(
    reader, ferry, make_article, make_publisher
):
    loud = make_publisher("loud.example")
    follow(reader, "story", ferry.key)
    muting.mute(reader, things.named("source", "loud.example"), NOON)
    muted = make_article(text=MORE, publisher=loud, published_at=LATER)
    other = make_article(text=MORE, published_at=LATER + timedelta(minutes=1))
    come(muted, other, story=ferry, at=LATER)

    (alert,) = made(reader)
    assert alert.lines == [[other.pk, MORE]]


def test_a_sentence_that_was_told_is_not_told_again_in_whatever_article(reader, ferry, make_article):
    follow(reader, "story", ferry.key)
    first = make_article(text=MORE, published_at=LATER)
    come(first, story=ferry, at=LATER)
    Article.objects.filter(pk=first.pk).withdraw()
    come(make_article(text=MORE, published_at=LATER), story=ferry, at=LATER + timedelta(hours=1))

    assert len(made(reader)) == 1


def test_an_event_that_was_parted_from_another_is_not_told_again(reader, make_article, make_story):
    follow(reader, "search", "volcano")
    first, second = make_article(title="Volcano erupts"), make_article(title="Volcano of another")
    story = make_story(first, second)
    come(first)
    Report.objects.filter(article=first).delete()
    apart = make_story(first, key="b" * 32)
    come(make_article(title="Volcano goes on"), story=apart, at=LATER)

    assert len(made(reader)) == 1
    assert story.key != apart.key


def test_a_story_that_cannot_be_looked_at_keeps_no_other_back(
    reader, ferry, make_article, make_story, monkeypatch
):
    other = make_story(make_article(title="Bridge", text=FIRST))
    for story in (ferry, other):
        follow(reader, "story", story.key)
    found = of_stories.new_of

    def broken(subject, *rest, **named):
        return 1 / 0 if subject.story == ferry else found(subject, *rest, **named)

    monkeypatch.setattr(of_stories, "new_of", broken)
    articles = [make_article(text=MORE, published_at=LATER) for _ in range(2)]
    for article, story in zip(articles, (ferry, other), strict=True):
        Report.objects.create(article=article, story=story, change=5, published_at=LATER)
    noticing.note({article.pk for article in articles}, LATER)
    notice(LATER)

    assert [alert.story_key for alert in made(reader)] == [other.key]


def test_who_mutes_all_that_came_before_is_told_what_others_say(reader, make_article, make_story, make_publisher):
    loud = make_publisher("loud.example")
    story = make_story(make_article(publisher=loud, text=FIRST))
    follow(reader, "story", story.key)
    muting.mute(reader, things.named("source", "loud.example"), NOON)
    come(make_article(text=MORE, publisher=loud, published_at=LATER), story=story, at=LATER)
    other = make_article(text=MORE, published_at=LATER)
    come(other, story=story, at=LATER + timedelta(minutes=3))

    (alert,) = made(reader)
    assert alert.lines == [[other.pk, MORE]]
