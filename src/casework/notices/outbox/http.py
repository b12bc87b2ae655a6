"""The gateway over HTTP: a POST of JSON, with the key in a header so that what is repeated is sent once.

POST <address>        Authorization: Bearer <token>    Idempotency-Key: <key>
{"phone": "…", "text": "…"}
→ 200 or 202 {"receipt": "…"}; 409 the same, for a key that was taken before
→ 4xx never; 408, 425, 429, 5xx, a time-out or no connection: later
"""

import json
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO, Any

from casework.notices.outbox.gateway import Parcel, Refused, Unreachable

SECONDS = 10
TAKEN = {HTTPStatus.OK, HTTPStatus.ACCEPTED, HTTPStatus.CREATED, HTTPStatus.CONFLICT}
LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
MOST = 64 * 1024
"""Bytes of an answer that are read."""


class HttpGateway:
    """A gateway at an address, with the token it gave us."""

    def __init__(self, address: str, token: str, seconds: float = SECONDS) -> None:
        if not address.startswith(("http://", "https://")):
            raise ValueError("an address of a gateway begins with https:// or http://")
        self._address, self._token, self._seconds = address, token, seconds
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, parcel: Parcel) -> str:
        """See `Gateway`. What the gateway answers beside its receipt is not kept: it may name somebody."""
        try:
            with self._opener.open(self._request(parcel), timeout=self._seconds) as answer:
                return _receipt(answer.status, answer.read(MOST))
        except urllib.error.HTTPError as error:
            with error:
                return _receipt(error.code, error.read(MOST))
        except (OSError, HTTPException):
            raise Unreachable("no answer") from None

    def _request(self, parcel: Parcel) -> urllib.request.Request:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": f"Bearer {self._token}",
            "Idempotency-Key": parcel.key,
        }
        body = json.dumps({"phone": parcel.phone, "text": parcel.text}, ensure_ascii=False).encode()
        return urllib.request.Request(self._address, body, headers, method="POST")  # noqa: S310 - checked above


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A message goes to the gateway that was set and to no other."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """None: the answer is an error."""


def _receipt(status: int, body: bytes) -> str:
    if status in TAKEN:
        return str(_told(body).get("receipt", ""))[:80]
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unreachable(f"HTTP {status}")
    raise Refused(f"HTTP {status}")


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        raise Unreachable("not JSON") from None
    if not isinstance(told, dict):
        raise Unreachable("not JSON")
    return told
