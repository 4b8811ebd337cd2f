"""Articles for the assistant, and a model that writes about them."""

import asyncio

from django.utils import timezone

from daily8.assistant.abilities import Ability
from daily8.assistant.models import Provider, Result
from daily8.assistant.subjects import Subject
from daily8.assistant.telling import Told, tell
from daily8.pipeline.writing import Writing

CRANE = (
    "The harbour of Port Amal was closed on Tuesday after a crane fell into the water, the port authority"
    " said.\n\n"
    "Nobody was hurt, but 14 ships had to wait outside the bay until Wednesday morning.\n\n"
    "The crane, built in 1987, was to be replaced in March at a cost of 2.4 million dollars.\n\n"
    '"We do not know yet why it fell," said Layla Haddad, who leads the inquiry.\n\n'
    "Fishermen had complained for years about the noise of the old machines on the eastern quay."
)
BRIDGE = (
    "أعلنت وزارة النقل، الثلاثاء، إغلاق جسر النور في مدينة أمل ثلاثة أسابيع لإصلاح أعمدته.\n\n"
    "وقالت الوزارة إن كلفة الإصلاح تبلغ 2.4 مليون دولار، وإن 14 ألف سيارة تعبر الجسر يوميا.\n\n"
    "ولم تقع إصابات عندما سقطت قطعة من الجسر في النهر يوم الأحد.\n\n"
    "وأوضحت المهندسة ليلى حداد أن الجسر بني عام 1987 ولم يخضع لصيانة منذ ذلك الحين."
)
ABILITIES = (Ability.SUMMARY, Ability.EXPLAIN, Ability.ASK, Ability.TRANSLATE)


def provider(address: str, **fields: object) -> Provider:
    """A model at an address, for all that a model can write."""
    values = {"name": "Small", "address": address, "model": "small-1", "deadline": 2, "at_once": 4}
    return Provider.objects.create(**(values | fields))


def told(article: object, ability: Ability = Ability.SUMMARY, *, language: str = "en", question: str = "") -> Told:
    """What a reader sees who asks now."""
    return tell(ability, Subject.of_article(article, language), timezone.now(), question=question)


def write() -> None:
    """Have models write all that waits."""

    async def finish() -> None:
        writing = Writing("writer")
        await writing.finish()
        writing.stop()
        await writing.run()

    asyncio.run(finish())


def words(told: Told) -> list[str]:
    """The words that are shown."""
    return [one.text for part in told.said.parts for one in part.statements]


def only_result() -> Result:
    """The one row that there is."""
    return Result.objects.get()
