"""Which language a text is in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MAX_LENGTH = 2000
_SURE = 0.6


def detect(text: str, *, hint: str = "") -> str:
    """Return the ISO 639-1 code of the text's language, or nothing when unsure."""
    sample = text[:_MAX_LENGTH].strip()
    if sum(character.isalpha() for character in sample) < 3:
        return ""
    language, sureness = _identifier().classify(sample)
    return str(language) if sureness > _SURE or language == hint[:2].lower() else ""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
