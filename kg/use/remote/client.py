"""Requests to a store, with who asks taken from the environment, tried again where that helps, and told in words where not."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import ssl
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import BinaryIO
from urllib.parse import SplitResult, urlsplit

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
_AGAIN = frozenset((429, 500, 502, 503, 504))
_TRIES = 5
_LONGEST = 60.0  # seconds between two tries
_REASONS = {401: "denied", 403: "denied", 404: "nothing", 405: "method", 413: "large"}

Body = BinaryIO | None


class RemoteError(Exception):
    """What a store answered, or why it did not: ``reason`` is url, reach, denied, nothing, method, large, status or answer."""

    def __init__(self, reason: str, url: str, detail: str = "", status: int = 0) -> None:
        """Keep what a message needs."""
        super().__init__(f"{url}: {reason} {status or ''} {detail}")
        self.reason = reason
        self.url = url
        self.detail = detail
        self.status = status


class Client:
    """A connection to one address that is kept open; ``wait`` sleeps between tries."""

    def __init__(self, url: str, timeout: float = 300.0, wait: Callable[[float], None] = time.sleep) -> None:
        """Nothing is sent yet. Raises :class:`RemoteError` for what is no address of the web."""
        self.at: SplitResult = urlsplit(url)
        self.url = url
        self.timeout = timeout
        self.wait = wait
        self._connection: HTTPConnection | None = None
        self._challenge: dict[str, str] | None = None
        self._count = 0
        self._introduced = False
        try:
            port = self.at.port
        except ValueError as error:
            raise RemoteError("url", url) from error
        if self.at.scheme not in ("http", "https") or not self.at.hostname or self.at.username:
            raise RemoteError("url", url)
        self._host, self._port = self.at.hostname, port

    def ask(self, method: str, query: str, headers: Mapping[str, str], body: Body = None) -> tuple[str, bytes]:
        """The type and the bytes of the answer; a body is read from its start in every try. Raises :class:`RemoteError`."""
        path = self.at.path or "/"
        parts = [part for part in (self.at.query, query) if part]
        target = "?".join([path, "&".join(parts)]) if parts else path
        told, asked = RemoteError("reach", self.url), False
        for tried in range(1, _TRIES + 1):
            pause = 0.0
            try:
                self._introduce(target)
                status, found, data = self._once(method, target, headers, body)
                if status == 401 and not asked and self._known(found):
                    asked = True  # it asks again who we are
                    status, found, data = self._once(method, target, headers, body)
            except (OSError, HTTPException) as error:
                self.close()
                self._introduced = False
                told = RemoteError("reach", self.url, _words(error))
                if isinstance(error, ssl.SSLCertVerificationError):
                    raise told from error
            else:
                if status < 300:
                    return found.get("content-type", ""), data
                told = _refusal(self.url, status, data)
                if status not in _AGAIN:
                    raise told
                pause = _seconds(found.get("retry-after", ""))
            if tried < _TRIES:
                self.wait(min(max(pause, 0.25 * 2**tried), _LONGEST))
        raise told

    def _once(
        self, method: str, target: str, headers: Mapping[str, str], body: Body
    ) -> tuple[int, dict[str, str], bytes]:
        connection = self._connected()
        sent = {"User-Agent": "kg", **headers, **self._who(method, target)}
        if body is not None:
            sent["Content-Length"] = str(body.seek(0, os.SEEK_END))
            body.seek(0)
        connection.request(method, target, body, sent)
        answer: HTTPResponse = connection.getresponse()
        found: dict[str, str] = {}
        for key, value in answer.getheaders():
            found[key.lower()] = ", ".join(filter(None, (found.get(key.lower()), value)))
        data = answer.read()
        if answer.will_close:
            self.close()
        return answer.status, found, data

    def _connected(self) -> HTTPConnection:
        if self._connection is None:
            kind = HTTPSConnection if self.at.scheme == "https" else HTTPConnection
            self._connection = kind(self._host, self._port, timeout=self.timeout)
        return self._connection

    def close(self) -> None:
        """Close the connection; the next request opens another one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    # -- who asks

    def _introduce(self, target: str) -> None:
        """Say who asks before anything long is sent: a store that does not know us may hang up in the middle of it."""
        if not os.environ.get(USER) or os.environ.get(TOKEN) or self._introduced:
            return
        for _ in range(2):
            status, found, data = self._once("HEAD", target, {}, None)
            if status != 401:
                self._introduced = True
                return
            self._known(found)
        raise _refusal(self.url, status, data)

    def _who(self, method: str, target: str) -> dict[str, str]:
        """Nothing but a token is told to a store that has not asked."""
        token, user = os.environ.get(TOKEN), os.environ.get(USER, "")
        password = os.environ.get(PASSWORD, "")
        if token:
            return {"Authorization": f"Bearer {token}"}
        if self._challenge is None:
            return {}
        if self._challenge:
            return {"Authorization": self._digest(user, password, method, target)}
        basic = base64.b64encode(f"{user}:{password}".encode()).decode()
        return {"Authorization": f"Basic {basic}"}

    def _known(self, found: Mapping[str, str]) -> bool:
        """Take up what the store says of how it wants to be told who asks: by a digest (RFC 7616), else in plain words."""
        if not os.environ.get(USER) or os.environ.get(TOKEN):
            return False
        _, _, digest = found.get("www-authenticate", "").partition("Digest ")
        pairs = re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', digest)
        self._challenge = {key.lower(): quoted or bare for key, quoted, bare in pairs}
        self._count = 0
        return True

    def _digest(self, user: str, password: str, method: str, target: str) -> str:
        said = self._challenge or {}
        kind = said.get("algorithm", "MD5")
        hashed = hashlib.sha256 if "SHA-256" in kind.upper() else hashlib.md5

        def digest(*words: str) -> str:
            return hashed(":".join(words).encode()).hexdigest()

        self._count += 1
        nonce, count, own = said.get("nonce", ""), f"{self._count:08x}", secrets.token_hex(8)
        realm = said.get("realm", "")
        secret = digest(user, realm, password)
        if kind.lower().endswith("-sess"):
            secret = digest(secret, nonce, own)
        request = digest(method, target)
        fields = {"username": user, "realm": realm, "nonce": nonce, "uri": target}
        bare = {}
        if "auth" in said.get("qop", ""):
            fields["response"] = digest(secret, nonce, count, own, "auth", request)
            fields["cnonce"] = own
            bare = {"qop": "auth", "nc": count}
        else:
            fields["response"] = digest(secret, nonce, request)
        if "opaque" in said:
            fields["opaque"] = said["opaque"]
        bare["algorithm"] = kind
        words = [f'{key}="{value}"' for key, value in fields.items()]
        return "Digest " + ", ".join([*words, *(f"{key}={value}" for key, value in bare.items())])


def _refusal(url: str, status: int, data: bytes) -> RemoteError:
    said = " ".join(data.decode("utf-8", "replace").split())
    return RemoteError(_REASONS.get(status, "status"), url, said[:300], status)


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _seconds(said: str) -> float:
    return float(said) if said.isdigit() else 0.0
