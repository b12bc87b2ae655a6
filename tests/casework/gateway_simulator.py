"""A gateway for messages that runs in a process of its own, and behaves as it is told.

    python gateway_simulator.py                 prints the port it listens on
    POST /behave  ["500", "slow", "ok", …]      how the next deliveries are answered, in order; then all are taken
    POST /messages                              a delivery, as `casework.notices.outbox.http` describes it
    GET  /taken                                 what was taken: key, phone, text, how often it came

It sends a key once, however often it is given it, and says 409 for those after the first.
"""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

TOKEN = "token-of-the-simulator"  # noqa: S105 - of tests
SLOW = 2.0


class State:
    """What it was told and what it took."""

    behaviour: ClassVar[list[str]] = []
    taken: ClassVar[dict[str, dict[str, Any]]] = {}
    lock: ClassVar[threading.Lock] = threading.Lock()


class Gateway(BaseHTTPRequestHandler):
    """See above."""

    def do_GET(self) -> None:
        self.answer(200, list(State.taken.values()))

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/behave":
            State.behaviour[:] = told
            self.answer(200, {})
            return
        with State.lock:
            behaviour = State.behaviour.pop(0) if State.behaviour else "ok"
        self.deliver(behaviour, self.headers["Idempotency-Key"], told)

    def deliver(self, behaviour: str, key: str, told: dict[str, str]) -> None:
        """Answer as told; "lost" takes it and breaks off before it answers."""
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self.answer(401, {})
        elif behaviour in {"500", "503", "429", "400", "302"}:
            self.answer(int(behaviour), {}, {"Location": "http://127.0.0.1:9/"} if behaviour == "302" else {})
        elif behaviour == "garbled":
            self.answer_bytes(200, b"<html>")
        elif behaviour == "slow":
            time.sleep(SLOW)
            self.take(key, told)
        elif behaviour == "lost":
            self.note(key, told)
            self.connection.close()
        else:
            self.take(key, told)

    def take(self, key: str, told: dict[str, str]) -> None:
        self.answer(409 if self.note(key, told) else 202, {"receipt": f"R-{key}"})

    def note(self, key: str, told: dict[str, str]) -> bool:
        """Keep it; whether it was there before."""
        with State.lock:
            there = key in State.taken
            one = State.taken.setdefault(key, {"key": key, **told, "times": 0})
            one["times"] += 1
        return there

    def answer(self, status: int, told: Any, headers: dict[str, str] | None = None) -> None:
        self.answer_bytes(status, json.dumps(told).encode(), headers)

    def answer_bytes(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called
        """Nothing: a log would hold phones."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
