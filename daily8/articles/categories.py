"""The fixed categories of the site, and which of them an article belongs to."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from urllib.parse import unquote, urlsplit

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as _

from daily8.work import branding


@dataclass(frozen=True, slots=True)
class Category:
    """One section of the site; `id` is what addresses and rows carry."""

    id: str
    name: Promise


# In the order of the navigation.
CATEGORIES = (
    Category("world", _("category", "World")),
    Category("politics", _("category", "Politics")),
    Category("business", _("category", "Business")),
    Category("technology", _("category", "Technology")),
    Category("science", _("category", "Science")),
    Category("health", _("category", "Health")),
    Category("sports", _("category", "Sports")),
    Category("culture", _("category", "Culture")),
    Category("entertainment", _("category", "Entertainment")),
    Category("environment", _("category", "Environment")),
    Category("opinion", _("category", "Opinion")),
    Category("local", _("category", "Local")),
)
CATEGORY_IDS = frozenset(category.id for category in CATEGORIES)


def shown() -> list[Category]:
    """Return the categories of the menu and the front page, as the operators of the site order them."""
    return branding.current().in_order(CATEGORIES, key=attrgetter("id"))


def category_of(*, hint: str, section: str, url: str, tags: Sequence[str] = ()) -> tuple[str, str]:
    """Return an article's category ("" if nothing tells) and what told it: feed, section, address or tag.

    `hint` is the category of the feed, `section` and `tags` are the publisher's own words. Where a story
    is from ("world", "local") gives way to what it is about. Tags name subjects rather than sections, so
    they are asked last.
    """
    evidence = (
        (_most_telling(_named_in(hint)), "feed"),
        (_most_telling(_named_in(section)), "section"),
        (_most_telling(_named_by(_places_in(url))), "address"),
    )
    told = [(category, reason) for category, reason in evidence if category]
    for category, reason in told:
        if category not in _GENERAL:
            return category, reason
    if told:
        return told[0]
    category = _most_telling(_named_by(tags))
    return category, "tag" if category else ""


_GENERAL = frozenset({"world", "local"})


def _most_telling(categories: Iterable[str]) -> str:
    named = [category for category in categories if category]
    return next((category for category in named if category not in _GENERAL), named[0] if named else "")


def _places_in(url: str) -> list[str]:
    """The parts of an address that may name a section: subdomains and path segments."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    return [*(parts.hostname or "").split(".")[:-2], *unquote(parts.path).split("/")]


def _named_by(labels: Iterable[str]) -> Iterator[str]:
    """Categories of the labels that say nothing else: "opinion-poll" is a headline, not a section."""
    for label in labels:
        named = _named_in(label)
        if all(named):
            yield from named


def _named_in(text: str) -> list[str]:
    """The category of each word or phrase of a text in turn, "" for a word that names none."""
    words = _telling_words(text[:200])
    named = []
    while words:
        size = 2 if " ".join(words[:2]) in _CATEGORY_OF_PHRASE else 1
        named.append(_CATEGORY_OF_PHRASE.get(" ".join(words[:size]), ""))
        words = words[size:]
    return named


def _telling_words(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _FILLERS]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Words without case, accents, Arabic article and spelling variants; plain numbers are left out."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_VARIANTS)
    return tuple(_ARABIC_ARTICLE.sub(r"\1", word) for word in _WORD.findall(plain) if not word.isdecimal())


_VARIANTS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
_ARABIC_ARTICLE = re.compile(r"^(و?)ال(?=\w\w)")
_WORD = re.compile(r"[^\W_]+")

# Words that stand beside a section's name and say nothing about it.
_FILLER_WORDS = """
    a actualidad actualite actualites all amp blog blogs and ar article articles aspx aktuell category
    channel de del der des die du e el en et fr general home htm html http https in index la las latest
    le les live los main n new news nachrichten noticias of on page php rss s section sections story
    stories tag tags the topic topics und videos video www y и в новости أخبار خبر آخر قسم في كل عام عامة
    و
"""

# Phrases are separated by "|": how publishers of several languages name their sections.
_PHRASES = {
    "world": """
        world|worldnews|international|global|foreign|abroad|overseas|africa|asia|europe|america|americas|pacific|
        latin america|middle east|mideast|mena|gulf|arab world|
        monde|afrique|asie|amerique|amériques|proche orient|moyen orient|mundo|internacional|américa latina|
        welt|ausland|мир|в мире|мировые|за рубежом|международные|международная панорама|
        عالم|عالمي|عالمية|دولي|دولية|دوليات|عرب|عربي|عربية|الشرق الأوسط|الوطن العربي|خليج|أفريقيا|
        أوروبا|آسيا|أمريكا""",
    "politics": """
        politics|political|government|election|elections|congress|parliament|policy|diplomacy|white house|
        us politics|uk politics|politique|élections|política|gobierno|elecciones|politik|wahlen|bundestag|
        политика|выборы|в стране и политика|
        سياسة|سياسي|سياسية|انتخابات|برلمان|حكومة|دبلوماسية""",
    "business": """
        business|economy|economic|economics|finance|financial|finances|market|markets|money|company|companies|
        industry|industries|trade|bank|banks|banking|investing|investment|stocks|real estate|property|energy|oil|
        startups|ebusiness|aswaq|economie|bourse|entreprises|argent|immobilier|economía|negocios|empresas|mercados|finanzas|dinero|
        wirtschaft|finanzen|börse|unternehmen|geld|экономика|бизнес|финансы|рынки|деньги|недвижимость|
        اقتصاد|اقتصادي|اقتصادية|أعمال|مال|أسواق|سوق|بورصة|شركات|بنوك|استثمار|عقارات|نفط|طاقة|تجارة""",
    "technology": """
        technology|technologies|tech|digital|gadgets|internet|cyber|cybersecurity|computing|software|ai|
        artificial intelligence|social media|technologie|numérique|high tech|hightech|intelligence artificielle|
        tecnología|inteligencia artificial|technik|netzwelt|digitales|künstliche intelligenz|
        технологии|техника|интернет|гаджеты|
        تكنولوجيا|تقنية|تقنيات|تقني|رقمي|رقمية|إنترنت|ذكاء اصطناعي""",
    "science": """
        science|sciences|scitech|sciencetech|space|astronomy|archaeology|physics|espace|ciencia|ciencias|espacio|
        wissenschaft|wissen|weltraum|наука|космос|علوم|علمي|علمية|فضاء|فلك""",
    "health": """
        health|healthcare|medicine|medical|wellness|wellbeing|well|fitness|coronavirus|covid|pandemic|
        mental health|santé|bien être|médecine|salud|bienestar|gesundheit|medizin|здоровье|медицина|
        صحة|صحي|صحية|طب|طبي|طبية|كورونا""",
    "sports": """
        sport|sports|football|soccer|cricket|tennis|rugby|basketball|golf|baseball|hockey|boxing|cycling|athletics|
        motorsport|formula|f1|nba|nfl|mlb|nhl|olympics|olympic games|world cup|premier league|champions league|
        la liga|foot|coupe du monde|deporte|deportes|fútbol|mundial de fútbol|fußball|bundesliga|
        спорт|футбол|хоккей|теннис|чемпионат мира|
        رياضة|رياضي|رياضية|رياضات|كرة|كرة القدم|كرة السلة|ملاعب|دوري|كأس العالم|أولمبياد""",
    "culture": """
        culture|cultural|arts|art|artanddesign|books|literature|heritage|history|religion|museums|theatre|theater|
        design|photography|lifestyle|lifeandstyle|life|style|travel|food|fashion|
        livres|voyage|voyages|cuisine|mode|cultura|arte|libros|literatura|viajes|gastronomía|
        kultur|bücher|literatur|reise|reisen|feuilleton|культура|литература|книги|путешествия|стиль|
        ثقافة|ثقافي|ثقافية|فنون|أدب|كتب|تراث|مسرح|تاريخ|دين|سياحة|سفر|موضة|أزياء|مطبخ|لايف ستايل""",
    "entertainment": """
        entertainment|arts entertainment|arts and entertainment|entertainment arts|celebrity|celebrities|showbiz|
        showbusiness|tvshowbiz|movie|movies|film|films|cinema|music|tv|television|tv radio|tv and radio|games|
        gaming|video games|varieties|divertissement|musique|télévision|séries|jeux vidéo|
        espectáculos|entretenimiento|cine|música|televisión|gente|unterhaltung|kino|musik|fernsehen|leute|
        кино|музыка|шоу|шоу бизнес|развлечения|
        فن|مشاهير|ترفيه|سينما|موسيقى|تلفزيون|دراما|نجوم|منوعات|ألعاب""",
    "environment": """
        environment|climate|climate change|climate crisis|green|nature|
        wildlife|planet|sustainability|weather|environnement|climat|planète|météo|medio ambiente|medioambiente|
        clima|umwelt|klima|natur|wetter|экология|климат|погода|природа|
        بيئة|بيئي|بيئية|مناخ|تغير المناخ|طقس""",
    "opinion": """
        opinion|opinions|commentary|comment|commentisfree|editorial|editorials|column|columns|columnists|
        analysis|letters|views|viewpoint|voices|ideas|perspectives|oped|op ed|
        débats|idées|chroniques|tribunes|analyse|analyses|opinión|columnas|editoriales|tribuna|análisis|
        meinung|meinungen|kommentar|kommentare|kolumne|kolumnen|debatte|мнение|мнения|колонка|колонки|аналитика|
        رأي|آراء|مقال|مقالات|تحليل|تحليلات|افتتاحية|مدونات|كتاب الرأي|زوايا""",
    "local": """
        local|national|nation|regional|region|regions|metro|city|cities|community|society|education|crime|courts|
        nation world|société|régions|faits divers|éducation|justice|sociedad|nacional|local news|sucesos|
        educación|gesellschaft|panorama|lokales|inland|regionales|bildung|общество|происшествия|регионы|город|
        образование|محلي|محلية|محليات|مجتمع|حوادث|محافظات|مدن|مناطق|جهات|وطني|وطنية|تعليم|أخبار البلد""",
}


def _category_of_phrase() -> Iterator[tuple[str, str]]:
    for category, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            words = " ".join(_telling_words(phrase))
            yield words, category
            # The second word of an Arabic pair carries the "and": عرب وعالم.
            yield "و" + words, category


_FILLERS = frozenset(_words(_FILLER_WORDS))
_CATEGORY_OF_PHRASE = dict(_category_of_phrase())
