"""What a person began with, carried by their own form, so that two people's changes can be told
apart when both save. Signed, so that nobody else's words can be put in it; not encrypted: seal
only what its reader may see."""

from django.core import signing
from pydantic import TypeAdapter, ValidationError

from brobygger.actors.domain.data import ActorData

_SALT = "actors.base"
_DATA = TypeAdapter(ActorData)


def seal(data: ActorData) -> str:
    """The data as a text a form can carry."""
    return signing.dumps(_DATA.dump_python(data, mode="json"), salt=_SALT, compress=True)


def unseal(sealed: str) -> ActorData | None:
    """The data again; None when the text has been changed or is from before an upgrade."""
    try:
        return _DATA.validate_python(signing.loads(sealed, salt=_SALT))
    except (signing.BadSignature, ValidationError):
        return None
