"""Why an episode cannot be heard, in the operator's language."""

import pytest
from django.utils.translation import override

from daily8.podcast import reasons
from daily8.podcast.hearing import LISTEN_IS_OFF

KNOWN = (
    (LISTEN_IS_OFF, "الاستماع معطّل في هذا الموقع"),
    ("no voice reads en: name a model in the admin that is used for Listen", "لا صوت يقرأ هذه اللغة"),
    ("DAILY8_PODCAST_DAYS is 0", "إعدادات هذا الموقع"),
    ("40 calls a day are allowed", "حدود ما يجوز أن يكلّفه"),
    ("0.50 a month may be spent", "حدود ما يجوز أن يكلّفه"),
    ("it could not be made within 20 hours: no space left", "لم يمكن إعدادها"),
)


@pytest.mark.parametrize(("error", "arabic"), KNOWN)
def test_what_is_known_is_told_in_arabic_and_as_the_log_has_it(error, arabic):
    itself = f'<bdi lang="en" dir="ltr">{error}</bdi>'

    with override("ar"):
        told = reasons.told(error)
    with override("en"):
        assert reasons.told(error) == itself
    assert told.startswith(arabic)
    assert told.endswith(f"({itself})")


def test_what_only_the_error_tells_is_told_as_it_is_and_runs_nothing():
    with override("ar"):
        assert reasons.told("<script>") == '<bdi lang="en" dir="ltr">&lt;script&gt;</bdi>'
        assert reasons.told("") == ""
