"""A signed-in member's way into what is sealed to their teams."""

from functools import cached_property

from candour.seal.keys import Context, PrivateKey, PublicKey, Sealed, WrongKey
from candour.seal.sealing import recipients_of
from candour.seal.unsealing import rewrap, unseal, unseal_fields, unseal_text

from .models import EarlierKey, KeyShare, Member

# What a binary column gives: bytes, and on PostgreSQL a view of them.
Kept = bytes | memoryview


class Keyring:
    """The member's unlocked private key, and through it the keys of the teams that they belong to.

    Every method raises WrongKey when the seal is not for one of these teams, or is damaged.
    """

    def __init__(self, member: Member, private: PrivateKey) -> None:
        self.member = member
        self._private = private

    def __repr__(self) -> str:
        return f"<Keyring of {self.member.pk}>"

    @cached_property
    def _team_keys(self) -> dict[bytes, PrivateKey]:
        shares = KeyShare.objects.filter(member=self.member).select_related("team_key")
        found: dict[bytes, PrivateKey] = {}
        for share in shares:
            seed = unseal(bytes(share.sealed), self._private, Context("team key", share.team_key_id))
            found[bytes(share.team_key.key_id)] = PrivateKey.from_seed(seed)
        return found | self._earlier(found)

    def _earlier(self, found: dict[bytes, PrivateKey]) -> dict[bytes, PrivateKey]:
        """Follow the chain: each newer key keeps the one before it."""
        older: dict[bytes, PrivateKey] = {}
        kept = EarlierKey.objects.select_related("earlier", "newer").order_by("-newer__generation")
        for link in kept:
            newer = (found | older).get(bytes(link.newer.key_id))
            if newer is not None:
                seed = unseal(bytes(link.sealed), newer, Context("team key", link.earlier_id))
                older[bytes(link.earlier.key_id)] = PrivateKey.from_seed(seed)
        return older

    def _key_for(self, sealed: bytes) -> PrivateKey:
        for key_id in recipients_of(Sealed(sealed)):
            if key_id in self._team_keys:
                return self._team_keys[key_id]
        raise WrongKey("This is not sealed to a team of yours.")

    def team_key(self, key_id: bytes) -> PrivateKey:
        """One team key by its short mark; WrongKey if this member does not hold it."""
        if key_id not in self._team_keys:
            raise WrongKey("You do not hold this team's key.")
        return self._team_keys[key_id]

    def open_text(self, sealed: Kept, context: Context) -> str:
        """The text inside."""
        return unseal_text(bytes(sealed), self._key_for(bytes(sealed)), context)

    def open_fields(self, sealed: Kept, context: Context) -> dict[str, object]:
        """The named answers inside."""
        return unseal_fields(bytes(sealed), self._key_for(bytes(sealed)), context)

    def open_bytes(self, sealed: Kept, context: Context) -> bytes:
        """The bytes inside."""
        return unseal(bytes(sealed), self._key_for(bytes(sealed)), context)

    def pass_on(self, sealed: Kept, context: Context, recipients: list[PublicKey]) -> Sealed:
        """The same sealed body for other recipients, without reading it."""
        return rewrap(bytes(sealed), self._key_for(bytes(sealed)), context, recipients)
