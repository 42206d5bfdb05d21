"""What does this API offer, as an OpenAPI 3.0 document? (OB 3.0 §B.4.1, ServiceDescriptionDocument)"""

from __future__ import annotations

from typing import Any

from badgeservice.portfolio.letting_in import READ_CREDENTIALS, READ_PROFILE, WRITE_CREDENTIALS, WRITE_PROFILE

Document = dict[str, Any]

# As OB 3.0 §6.2.1 says them.
SCOPES = {
    READ_CREDENTIALS: "Permission to read OpenBadgeCredentials for the authenticated entity.",
    WRITE_CREDENTIALS: "Permission to create or update OpenBadgeCredentials for the authenticated entity.",
    READ_PROFILE: "Permission to read the profile for the authenticated entity.",
    WRITE_PROFILE: "Permission to update the profile for the authenticated entity.",
}
TEXT: Document = {"type": "string"}
CODES = [
    "forbidden", "fullsuccess", "internal_server_error", "invalid_data", "invalid_query_parameter",
    "misdirected_request", "not_acceptable", "not_allowed", "not_found", "not_modified", "server_busy",
    "unauthorizedrequest", "unknown",
]  # fmt: skip


def discovery_document(base_url: str, base: str) -> Document:
    """The document for a service at this address; `base` is the path that all others begin with."""
    return {
        "openapi": "3.0.1",
        "info": {
            "title": "Badgeservice",
            "description": "Open Badges 3.0 API: with consent of the learner, read their badges and hand in others.",
            "version": "3.0",
            "termsOfService": f"{base_url}/hulp",
            "x-imssf-privacyPolicyUrl": f"{base_url}/privacy",
            "x-imssf-image": f"{base_url}/static/penning.svg",
        },
        "servers": [{"url": base_url + base}],
        "paths": {
            "/credentials": {"get": _get_credentials(), "post": _upsert_credential()},
            "/profile": {"get": _get_profile(), "put": _put_profile()},
            "/discovery": {"get": _get_service_description()},
        },
        "components": {"securitySchemes": {"OAuth2ACG": _scheme(base_url + base, base_url)}, "schemas": _schemas()},
    }


def _scheme(address: str, base_url: str) -> Document:
    return {
        "type": "oauth2",
        "description": "OAuth 2.0 Authorization Code Grant with PKCE (S256). Register first: RFC 7591.",
        "x-imssf-name": "Badgeservice",
        "x-imssf-privacyPolicyUrl": f"{base_url}/privacy",
        "x-imssf-termsOfServiceUrl": f"{base_url}/hulp",
        "x-imssf-registrationUrl": f"{address}/oauth/register",
        "x-imssf-revocationUrl": f"{address}/oauth/revoke",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": f"{address}/oauth/authorize",
                "tokenUrl": f"{address}/oauth/token",
                "refreshUrl": f"{address}/oauth/token",
                "scopes": SCOPES,
            }
        },
    }


def _get_credentials() -> Document:
    number = {"type": "integer", "format": "int32"}
    moment = {"type": "string", "format": "date-time"}
    headers = {
        "X-Total-Count": {"description": "How many there are on all pages.", "schema": {"type": "integer"}},
        "Link": {"description": "first, last, and next and prev where they are.", "schema": TEXT},
    }
    page = {"description": "One page.", "headers": headers, "content": _json("GetOpenBadgeCredentialsResponse")}
    return {
        "operationId": "getCredentials",
        "summary": "The badges of the learner, the oldest first, at most 50 a page.",
        "parameters": [
            _query("limit", number | {"minimum": 1}),
            _query("offset", number | {"minimum": 0}),
            _query("since", moment),
        ],
        "responses": {"200": page} | _refusals("400", "401", "403", "405", "500"),
        "security": _asks(READ_CREDENTIALS),
    }


def _upsert_credential() -> Document:
    badge = _json("AchievementCredential") | {"text/plain": {"schema": _ref("CompactJws")}}
    return {
        "operationId": "upsertCredential",
        "summary": "Hand in a badge. It is checked, and kept as it came in.",
        "requestBody": {"required": True, "content": badge},
        "responses": {
            "200": {"description": "It took the place of an older one.", "content": badge},
            "201": {"description": "It is kept.", "content": badge},
            "304": {"description": "It was there already."},
        }
        | _refusals("400", "401", "403", "404", "405", "500"),
        "security": _asks(WRITE_CREDENTIALS),
    }


def _get_profile() -> Document:
    return {
        "operationId": "getProfile",
        "summary": "Who the learner is, under an id that only this program sees.",
        "responses": {"200": {"description": "The profile.", "content": _json("Profile")}}
        | _refusals("400", "401", "403", "404", "405", "500"),
        "security": _asks(READ_PROFILE),
    }


def _put_profile() -> Document:
    return {
        "operationId": "putProfile",
        "summary": "Send a profile. What we hold stays as it is, and is the answer.",
        "requestBody": {"required": True, "content": _json("Profile")},
        "responses": {
            "200": {"description": "What we hold.", "content": _json("Profile")},
            "304": {"description": "It is what we hold."},
        }
        | _refusals("400", "401", "403", "404", "405", "500"),
        "security": _asks(WRITE_PROFILE),
    }


def _get_service_description() -> Document:
    return {
        "operationId": "getServiceDescription",
        "summary": "This document.",
        "responses": {"200": {"description": "This document.", "content": {"application/json": {"schema": {}}}}},
        "security": [],
    }


def _schemas() -> Document:
    badge = {"required": ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"], "type": "object"}
    tokens = {"type": "array", "items": _ref("CompactJws")}
    badges = {"type": "array", "items": _ref("AchievementCredential")}
    context = {"type": "array", "items": TEXT}
    field = {"imsx_codeMinorFieldName": TEXT, "imsx_codeMinorFieldValue": TEXT | {"enum": CODES}}
    fields = {"type": "array", "items": _object(field)}
    return {
        "AchievementCredential": badge | {"additionalProperties": True},
        "CompactJws": TEXT | {"pattern": r"^[-A-Za-z0-9_]+\.[-A-Za-z0-9_]+\.[-A-Za-z0-9_]*$"},
        "GetOpenBadgeCredentialsResponse": _object({"credential": badges, "compactJwsString": tokens}),
        "Profile": _object(
            {"@context": context, "id": TEXT, "type": TEXT, "name": TEXT, "email": TEXT}, ["id", "type"]
        ),
        "Imsx_StatusInfo": _object(
            {
                "imsx_codeMajor": TEXT | {"enum": ["failure", "processing", "success", "unsupported"]},
                "imsx_severity": TEXT | {"enum": ["error", "status", "warning"]},
                "imsx_description": TEXT,
                "imsx_codeMinor": _object({"imsx_codeMinorField": fields}),
            }
        ),
    }


def _object(properties: Document, required: list[str] | None = None) -> Document:
    return {"type": "object", "required": required or list(properties), "properties": properties}


def _ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(name: str) -> Document:
    return {"application/json": {"schema": _ref(name)}}


def _query(name: str, schema: Document) -> Document:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _refusals(*statuses: str) -> Document:
    refusal = {"description": "Refused; the document says why.", "content": _json("Imsx_StatusInfo")}
    return dict.fromkeys((*statuses, "default"), refusal)


def _asks(scope: str) -> list[Document]:
    return [{"OAuth2ACG": [scope]}]
