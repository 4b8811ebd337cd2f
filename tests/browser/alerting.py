"""The small world with readers who are told of something: `python alerting.py <address of pictures>`."""

import commenting
from alerting_words import NEWS, READERS
from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import translation

from daily8.accounts.models import User
from daily8.alerts import answers, choosing, letters
from daily8.alerts.keeping import keep
from daily8.alerts.models import Alert, Kind
from daily8.articles.models import Article
from daily8.reading import following, things

NOW = commenting.NOW

answers.answer(NOW)
for language, name in READERS.items():
    user = User.objects.get(username=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    article = Article.objects.visible().filter(language=language, copy_of=None).newest_first()[0]
    story = article.report.story
    for kind, name in (("story", story.key), ("search", {"en": "quay", "ar": "الميناء"}[language])):
        thing = things.named(kind, name)
        assert thing
        following.follow(user, thing, NOW)
    told = [
        Alert(
            user=user,
            kind=Kind.STORY,
            event="story",
            story_key=story.key,
            lines=[[article.pk, NEWS[language]]],
            made_at=NOW,
        ),
        Alert(
            user=user,
            kind=Kind.SEARCH,
            event="search",
            story_key=story.key,
            words={"en": "quay", "ar": "الميناء"}[language],
            lines=[[article.pk, ""]],
            made_at=NOW,
        ),
    ]
    keep(told, NOW)
    choice = choosing.choice_of(user)
    choice.mail = True
    choosing.choose(choice, [], [], NOW)
    with translation.override(language):
        # What stands in his letters.
        (settings.DATA / f"stop-{language}").write_text(letters.stop_path(user), encoding="ascii")
