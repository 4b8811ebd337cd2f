"""The small world where a hundred comments wait: `python hundred.py <address of pictures>`.

The first word of each says what a moderator should do with it.
"""

from speakers import reader, say

from daily8.accounts.models import Standing
from daily8.articles.models import Article
from daily8.comments import talks

reader("noor", Standing.MODERATOR)
talk = talks.of_article(Article.objects.visible().filter(language="en", copy_of=None).newest_first()[0])
opening = say(reader("salma", Standing.TRUSTED), "The harbour was never this empty in October.", talk, 50)
for number in range(78):
    word = "reject" if number % 3 == 0 else "publish"
    told = f"{word} {number}: what I saw from the quay that morning was another thing."
    say(reader(f"reader{number}"), told, talk, 40, opening if number % 5 == 0 else None)
for number in range(2):
    say(reader(f"teller{number}"), f"publish {number}:" + "\n\nAnd then the ship turned." * 120, talk, 38)
buyer = reader("buyer")
for number in range(10):
    say(buyer, f"spam {number}: boats at https://boats.example/{number} and more", talk, 300 - 10 * number)
for number in range(5):
    say(reader(f"shouter{number}"), f"ban {number}: you are all fools.", talk, 36)
for number in range(3):
    say(reader(f"seller{number}"), f"spam {number}: a sail of mine, https://sails.example/{number}", talk, 35)
for number in range(2):
    leaver = reader(f"leaver{number}")
    say(leaver, f"reject {number}: I never was here.", talk, 34)
    # So the accounts go whose address nobody confirms.
    leaver.delete()
