"""The keys of a signed-in member, to open what is sealed to their teams."""

from functools import cached_property

from candour.seal.keys import Context, PrivateKey, PublicKey, Sealed, WrongKey
from candour.seal.sealing import recipients_of
from candour.seal.unsealing import rewrap, unseal, unseal_fields, unseal_text

from .models import EarlierKey, KeyShare, Member

# The value of a BinaryField: bytes, or on PostgreSQL a memoryview.
StoredBytes = bytes | memoryview


class Keyring:
    """The member's private key, and the keys of their teams that it opens.

    Every method raises WrongKey if the value is sealed to none of these teams, or is damaged.
    """

    def __init__(self, member: Member, private: PrivateKey) -> None:
        self.member = member
        self._private = private

    def __repr__(self) -> str:
        return f"<Keyring of {self.member.pk}>"

    @cached_property
    def _team_keys(self) -> dict[bytes, PrivateKey]:
        shares = KeyShare.objects.filter(member=self.member).select_related("team_key")
        newest: dict[bytes, PrivateKey] = {}
        for share in shares:
            seed = unseal(bytes(share.sealed), self._private, Context("team key", share.team_key_id))
            newest[bytes(share.team_key.key_id)] = PrivateKey.from_seed(seed)
        return newest | self._earlier_keys(newest)

    def _earlier_keys(self, newest: dict[bytes, PrivateKey]) -> dict[bytes, PrivateKey]:
        """The teams' older keys: each is sealed to the one that followed it."""
        older: dict[bytes, PrivateKey] = {}
        links = EarlierKey.objects.select_related("earlier", "newer").order_by("-newer__generation")
        for link in links:
            newer = (newest | older).get(bytes(link.newer.key_id))
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
        """The private team key with this key id. Raises WrongKey if the member does not hold it."""
        if key_id not in self._team_keys:
            raise WrongKey("You do not hold this team's key.")
        return self._team_keys[key_id]

    def open_text(self, sealed: StoredBytes, context: Context) -> str:
        """The text that was sealed."""
        return unseal_text(bytes(sealed), self._key_for(bytes(sealed)), context)

    def open_fields(self, sealed: StoredBytes, context: Context) -> dict[str, object]:
        """The named values that were sealed."""
        return unseal_fields(bytes(sealed), self._key_for(bytes(sealed)), context)

    def pass_on(self, sealed: StoredBytes, context: Context, recipients: list[PublicKey]) -> Sealed:
        """The same encrypted body under a header for these recipients; it is not decrypted."""
        return rewrap(bytes(sealed), self._key_for(bytes(sealed)), context, recipients)
