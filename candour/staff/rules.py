"""What makes a passphrase good enough to guard a key. No Django."""

# NCSC ("Passphrases: three random words") and NIST SP 800-63B-4, 3.1.1.2: length counts, not odd signs;
# 15 characters is what NIST asks of a secret that stands alone, and this one guards a key by itself.
SHORTEST = 15
FEWEST_LETTERS = 6


def objections(passphrase: str, *, names: tuple[str, ...] = ()) -> list[str]:
    """What stands against this passphrase for a person of these names; empty where nothing does."""
    if len(passphrase) < SHORTEST:
        return [f"Make it longer: {SHORTEST} characters or more. A few more words will do."]
    without = passphrase.casefold()
    for name in names:
        without = without.replace(name.casefold(), "") if name else without
    if len(set(without) - {" "}) < FEWEST_LETTERS:
        return ["That is too easy to guess. Use words that are not your name and do not repeat themselves."]
    return []
