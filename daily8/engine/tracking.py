"""Which parameters of an address only tell the publisher where a reader came from."""

import re
from functools import lru_cache
from urllib.parse import unquote_plus

# Families: campaign parameters of the analytics and mail services, by how their names begin.
_FAMILIES = (
    "utm_",  # Google Analytics and everybody after it
    "at_",  # AT Internet, now Piano: the BBC, many French papers
    "ns_",  # comScore: ns_mchannel, ns_campaign, ns_linkname
    "pk_",  # Piwik
    "mtm_",  # Matomo
    "matomo_",
    "piwik_",
    "hsa_",  # HubSpot advertisements
    "_hs",  # HubSpot mail: _hsenc, _hsmi
    "__hs",
    "vero_",
    "oly_",  # Omeda: oly_enc_id, oly_anon_id
    "fb_action_",
    "guce_",  # Yahoo's consent page: guce_referrer, guce_referrer_sig
    "soc_",  # Yahoo: soc_src, soc_trk
    "amp_",  # what AMP viewers add: amp_js_v, amp_gsa
    "trk_",
    "stm_",  # Snowplow
)

_NAMES = frozenset(
    # Click ids of advertisers.
    {"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "ysclid"}
    | {"li_fat_id", "igshid", "igsh", "srsltid", "rb_clickid", "s_kwcid", "ef_id", "epik", "obclid", "tblci"}
    # Visitors, sessions, mail readers.
    | {"_ga", "_gl", "_gac", "_ke", "_openstat", "mc_cid", "mc_eid", "mkt_tok", "ml_subscriber", "guccounter"}
    | {"ml_subscriber_hash", "mkt_unsubscribe", "cvid", "share_token", "sharetoken", "shared_by"}
    # Campaigns: Omniture, AT Internet, Webtrends, Alibaba, Google's AMP.
    | {"cmp", "cmp_id", "cmpid", "icid", "int_cmp", "intcmp", "s_cid", "xtcr", "xtor", "xtref", "xts"}
    | {"wt.mc_id", "wt_mc", "wt_zmc", "spm", "scm", "usqp", "outputtype"}
    # Single publishers: New York Times, CBS, MSN and BBC, Daily Mail, HuffPost, CNBC, Quartz, Conde Nast.
    | {"emc", "smid", "smtyp", "ftag", "ocid", "ico", "ito", "ncid", "taid", "tpcc", "mbid", "cn-reloaded"}
    # Share buttons.
    | {"__source", "__tn__", "__twitter_impression", "twitter_impression", "fb_ref", "fb_source"}
    | {"ref_src", "ref_url", "share", "sr_share", "sref", "socialreferer"}
)

# Names that may well select something, and only count visits when their value says so.
_DOUBTFUL = frozenset(
    {"ref", "referer", "referrer", "source", "src", "from", "via", "origin", "campaign", "partner", "mod", "cid"}
    | {"traffic_source", "feedname", "feedtype"}
)
_SOURCES = re.compile(
    r"(?:.*[_\-. ])?(?:rss\w*|feed|feeds|feedburner|atom|newsletter|googlenews|flipboard|whatsapp|telegram"
    r"|facebook|twitter|linkedin|instagram|social|home|homepage|frontpage|hp|front|push|email|app)(?:[_\-. ].*)?",
    re.IGNORECASE,
)
_AMP_VALUES = frozenset({"", "1", "true", "amp"})


def is_tracking(parameter: str) -> bool:
    """Return whether one "name=value" of a query can go without changing what the server shows."""
    name, _, value = parameter.partition("=")
    return _is_tracking_name(name) or _is_tracking_value(name, value)


@lru_cache(maxsize=1024)
def _is_tracking_name(name: str) -> bool:
    plain = unquote_plus(name).lower()
    return plain in _NAMES or plain.startswith(_FAMILIES)


def _is_tracking_value(name: str, value: str) -> bool:
    plain = unquote_plus(name).lower()
    if plain in ("amp", "_amp"):
        return value.lower() in _AMP_VALUES
    if plain in ("output", "mode"):
        return value.lower() == "amp"
    return plain in _DOUBTFUL and _SOURCES.fullmatch(unquote_plus(value)) is not None
