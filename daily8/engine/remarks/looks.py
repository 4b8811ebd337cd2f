"""What names look like to who reads them in passing."""

from daily8.engine.remarks import spelling

# Letters that look like Latin capitals, though their small letters look like others, or like none: of Greek, of
# Cyrillic, Latin small capitals and Lisu.
_CAPITALS = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" "АВЕКМНОРСТУХІЅЈ" "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ",
    "abezhikmnoptyx" "abekmhopctyxisj" "abcdefghijklmnoprstuvwyz" "bpdtgkjczfmnlsrvhwxyaeiou",
)  # fmt: skip


def look(name: str) -> str:
    """Return what two names have in common that look the same; nothing where a name has no letters.

    Signs, marks and capitals, figures for letters, forms of Arabic letters and look-alikes of other scripts change
    nothing. A capital I, a small L and a one are the same stroke, so "Karl" and "Kari" look the same, too.
    """
    letters = "".join(filter(str.isalnum, name)).translate(_CAPITALS)
    return spelling.same(letters).replace(" ", "").replace("l", "i")
