"""Why an episode cannot be heard, in the operator's language."""

import pytest
from django.utils.translation import override

from daily8.podcast import reasons
from daily8.podcast.hearing import LISTEN_IS_OFF


@pytest.mark.parametrize(
    ("error", "english", "arabic"),
    [
        (LISTEN_IS_OFF, "listening is switched off for this site", "الاستماع معطّل في هذا الموقع"),
        ("no voice reads en: name a model", "no voice reads this language", "لا صوت يقرأ هذه اللغة"),
        ("40 calls a day are allowed", "the limits of what AI may cost", "حدود ما يجوز أن يكلّفه"),
        ("0.50 a month may be spent", "the limits of what AI may cost", "حدود ما يجوز أن يكلّفه"),
        ("it could not be made within 20 hours", "it could not be made in time", "لم يمكن إعدادها"),
    ],
)
def test_what_is_known_is_told_in_words(error, english, arabic):
    with override("en"):
        assert str(reasons.plain(error)).startswith(english)
    with override("ar"):
        assert str(reasons.plain(error)).startswith(arabic)


@pytest.mark.parametrize("error", ["", "the voice is hoarse", "it could not be made within 20 hours: a full disk"])
def test_what_only_the_error_tells_is_left_to_it(error):
    assert reasons.plain(error) is None
