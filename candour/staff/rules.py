"""The rules for a passphrase. No Django."""

# NCSC ("Passphrases: three random words") and NIST SP 800-63B-4, 3.1.1.2: length counts, not odd signs;
# 15 characters is what NIST asks of a secret that stands alone, and this one guards a key by itself.
SHORTEST = 15
FEWEST_LETTERS = 6


def passphrase_objections(passphrase: str, *, names: tuple[str, ...] = ()) -> list[str]:
    """The objections to this passphrase, as sentences; the person's own `names` do not count towards it."""
    if len(passphrase) < SHORTEST:
        return [f"Make it longer: {SHORTEST} characters or more. A few more words will do."]
    without_names = passphrase.casefold()
    for name in names:
        without_names = without_names.replace(name.casefold(), "") if name else without_names
    if len(set(without_names) - {" "}) < FEWEST_LETTERS:
        return ["That is too easy to guess. Use words that are not your name and do not repeat themselves."]
    return []
