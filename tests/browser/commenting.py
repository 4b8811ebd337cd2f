"""The small world with readers who discuss and a moderator: `python commenting.py <address of pictures>`."""

from speakers import NOW, reader, say

from daily8.accounts.models import Standing
from daily8.articles.models import Article
from daily8.comments import reacting, talks
from daily8.comments.models import Complaint
from daily8.stories.models import Story

SAID = {
    "en": (
        "The harbour was *never* this empty in October.",
        "> never this empty\nIn 1998 it was.",
        "Not even then.",
    ),
    "ar": ("لم يكن الميناء *قط* خاليا هكذا في أكتوبر.", "> خاليا هكذا\nكان كذلك عام 1998.", "ولا حتى آنذاك."),
}

leila, omar, salma = reader("leila"), reader("omar", Standing.TRUSTED), reader("salma", Standing.TRUSTED)
noor = reader("noor", Standing.MODERATOR)
reader("hadi")
for language, (first, second, third) in SAID.items():
    article = Article.objects.visible().filter(language=language, copy_of=None).newest_first()[0]
    talk = talks.of_article(article)
    opening = say(omar, first, talk, 50)
    answer = say(salma, second, talk, 40, opening)
    say(omar, third, talk, 30, answer)
    say(salma, "Ships: https://ships.example/list\n- one\n- two", talks.of_article(article), 20)
    reacting.vote(opening, salma, wanted=True, address="198.51.100.9", now=NOW)
    reacting.report(answer, omar, Complaint.FALSE, "It was 1997.", address="198.51.100.9", now=NOW)
    for number in range(6):
        say(
            leila,
            f"{number}: BUY THE BEST BOATS https://boats.example/{number}",
            talks.of_article(article),
            19 - number,
        )
story = Story.objects.shared().newest_first()[0]
say(omar, "All of them say the same.", talks.of_story(story, story.reports.first().article), 10)
