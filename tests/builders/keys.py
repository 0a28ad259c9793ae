"""A passkey as a browser hands it over when it is added. Nobody holds its private part."""

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
HASH_OF_NAME = bytes(32)


def passkey_registration(name=b"weir-bridge"):
    """The answer to a registration, as it is kept (JSON)."""
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    held = AttestedCredentialData.create(Aaguid.NONE, name, public)
    shown = AuthenticatorData.create(HASH_OF_NAME, FLAGS, 0, held)
    answer = RegistrationResponse(
        raw_id=name,
        response=AuthenticatorAttestationResponse(
            client_data=CollectedClientData.create("webauthn.create", b"", "http://localhost"),
            attestation_object=AttestationObject.create("none", shown, {}),
        ),
    )
    return dict(answer)
