"""The control connection to pgc-train; docs/PROGRAM-PROTOCOL.md has every field."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

VERSION = 1

TEXT, BLOCK, EVALUATE, EVALUATED, JUDGE, JUDGED = 1, 2, 3, 4, 5, 6

_HEADER = struct.Struct("<II")
#: seed, key, version, repetition, block, samples, weight, place of the model, place of the gradient
TASK = struct.Struct("<QQIIIIdQQ")
ANSWER = struct.Struct("<IId")


class Connection:
    """Frames in both directions."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def send(self, kind: int, body: bytes) -> None:
        """Sends a frame."""
        self._line.sendall(_HEADER.pack(kind, len(body)) + body)

    def tell(self, message: str, **fields: Any) -> None:
        """Sends a JSON object."""
        self.send(TEXT, json.dumps({"message": message, **fields}).encode())

    def receive(self) -> tuple[int, memoryview] | None:
        """Waits for a frame; None once pgc-train has ended, or wants no more."""
        header = self._exactly(_HEADER.size)
        if header is None:
            return None
        kind, length = _HEADER.unpack(header)
        body = self._exactly(length)
        return None if body is None else (kind, body)

    def hear(self, message: str) -> dict[str, Any]:
        """Waits for a JSON object with that message."""
        frame = self.receive()
        if frame is None:
            raise EOFError
        letter: dict[str, Any] = json.loads(bytes(frame[1])) if frame[0] == TEXT else {}
        if letter.get("message") != message:
            raise ValueError(f"pgc-train said {letter or frame[0]} in place of '{message}'")
        return letter

    def _exactly(self, count: int) -> memoryview | None:
        body = memoryview(bytearray(count))
        got = 0
        while got < count:
            more = self._line.recv_into(body[got:])
            if more == 0:
                return None
            got += more
        return body
