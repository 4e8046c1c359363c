"""Authlib and PyJWT against our authorization server. In: the world of OtherClients.cs as JSON. Out: a line for each step."""
import json
import os
import sys
import time

import jwt
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import AssertionSession, OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata

# Authlib asks for https; the server under test is on loopback.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
world = json.load(sys.stdin)
issuer, key = world["issuer"], world["key"]



def say(step, value):
    print(f"{step}: {json.dumps(value) if isinstance(value, bool) else value}")


metadata = AuthorizationServerMetadata(requests.get(issuer + "/.well-known/oauth-authorization-server").json())
metadata.validate()
say("discovery", metadata["issuer"] == issuer)
token_endpoint = metadata["token_endpoint"]


def call_api(token):
    return requests.get(issuer + "/api/orders", headers={"Authorization": "Bearer " + token}).status_code


class Typed(PrivateKeyJWT):
    """RFC 10070 section 4: the issuer as audience, and the type. Authlib writes neither by itself yet, so PyJWT signs here."""

    def sign(self, auth, token_endpoint):
        now = int(time.time())
        claims = {"iss": auth.client_id, "sub": auth.client_id, "aud": issuer, "iat": now, "exp": now + 60, "jti": os.urandom(16).hex()}
        return jwt.encode(claims, auth.client_secret, "ES256", {"typ": "client-authentication+jwt", **(self.headers or {})})


def machine(method, secret, authentication=None):
    session = OAuth2Session(world["clientId"], secret, token_endpoint_auth_method=method)
    if authentication is not None:
        session.register_client_auth_method(authentication)
    return session.fetch_token(token_endpoint, grant_type="client_credentials")["access_token"]


say("client_secret_basic", call_api(machine("client_secret_basic", world["secret"])))
say("client_secret_post", call_api(machine("client_secret_post", world["secret"])))
say("private_key_jwt", call_api(machine("private_key_jwt", key, Typed(headers={"kid": world["keyId"]}))))
say("private_key_jwt without kid", call_api(machine("private_key_jwt", key, Typed())))
try:
    machine("client_secret_post", "wrong")
except AuthlibBaseError as reason:
    say("a wrong secret", reason.error)

scripts = OAuth2Session("blazorjwt-scripts", token_endpoint_auth_method="none")
first = dict(scripts.fetch_token(token_endpoint, username=world["user"], password=world["password"]))
second = dict(scripts.refresh_token(token_endpoint, refresh_token=first["refresh_token"]))
say("refresh", f"{call_api(second['access_token'])}, rotated: {json.dumps(first['refresh_token'] != second['refresh_token'])}")


def is_active(token):
    answer = requests.post(metadata["introspection_endpoint"], {"token": token}, headers={"Authorization": "Bearer " + world["manager"]})
    return answer.json()["active"]


say("introspection", is_active(second["access_token"]))
scripts.revoke_token(metadata["revocation_endpoint"], token=second["refresh_token"])
say("revocation", call_api(second["access_token"]))
say("introspection after it", is_active(second["access_token"]))


def by_assertion(expires_at):
    session = AssertionSession(
        token_endpoint, world["clientId"], world["clientId"], audience=token_endpoint, grant_type=AssertionSession.JWT_BEARER_GRANT_TYPE,
        header={"alg": "ES256"}, key=key, expires_at=expires_at)
    return session.refresh_token()["access_token"]


# What Authlib and Google's libraries sign: no kid, no jti, and an hour when nothing else is said.
say("jwt-bearer for a minute", call_api(by_assertion(int(time.time()) + 60)))
try:
    by_assertion(None)
except AuthlibBaseError as reason:
    say("jwt-bearer for an hour", reason.description)

keys = jwt.PyJWKClient(metadata["jwks_uri"])


def verified(token):
    try:
        found = keys.get_signing_key_from_jwt(token)
        return jwt.decode(token, found.key, algorithms=["ES256"], audience="blazorjwt-api", issuer=issuer)["sub"] == world["clientId"]
    except jwt.InvalidTokenError as reason:
        return type(reason).__name__


header, payload, signature = world["token"].split(".")
say("PyJWT", verified(world["token"]))
say("PyJWT, a changed token", verified(f"{header}.{payload}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"))
