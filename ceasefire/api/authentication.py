"""Partner systems sign in with `Authorization: Bearer …`."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ceasefire.accounts.models import AccessToken, User
from ceasefire.accounts.programs import InvalidTokenError, use_token

SCHEME = "Bearer"


class BearerToken(BaseAuthentication):
    """The program that a valid, unexpired, unrevoked token belongs to."""

    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != SCHEME.lower():
            return None
        if len(words) != 2:
            raise AuthenticationFailed("Write `Authorization: Bearer` and one token.")
        try:
            token = use_token(text=words[1])
        except InvalidTokenError as error:
            raise AuthenticationFailed(str(error)) from None
        return token.program, token

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class BearerTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = BearerToken
    name = "bearerToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
