"""Bytes of a mail as text, also where no character set is named or a wrong one is."""

from charset_normalizer import from_bytes

# Where none is named: the usual ones of the languages in which people write to us. A library that may choose
# among all reads "Café déjà vu" as Central European, so text in which most characters are ASCII is not asked.
_UNNAMED = (
    "cp1252",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "koi8_r",
    "cp1251",
    "cp1256",
)
_MOSTLY_NOT_ASCII = 0.3


def decoded(content: bytes, named: str | None) -> str:
    """The text of these bytes, `named` being the character set that the mail says; never raises.

    Line ends are "\\n"; what neither database can keep is replaced.
    """
    # Programs often name a character set and send UTF-8; no other text reads as UTF-8 by chance.
    for charset in ("utf-8", named or _guessed(content), "cp1252"):
        try:
            return _storable(content.decode(charset))
        except (LookupError, UnicodeError, ValueError):
            continue
    return _storable(content.decode("latin-1"))


def _guessed(content: bytes) -> str:
    if sum(byte > 127 for byte in content) < _MOSTLY_NOT_ASCII * len(content):
        return "cp1252"
    best = from_bytes(content, cp_isolation=list(_UNNAMED)).best()
    return best.encoding if best else "cp1252"


def _storable(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return plain.encode("utf-8", "replace").decode()
