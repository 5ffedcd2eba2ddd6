"""Plain values over a socket, a line each."""

import os
import socket
from typing import Any

from .plain import decode, encode

_PIECE = 65536


class TooMuchError(Exception):
    """The other side sends more than it may, or what is no value."""


class Channel:
    """Sends and receives over one socket, and takes `most` bytes in before it raises TooMuchError."""

    def __init__(self, connection: socket.socket, most: float = float("inf")) -> None:
        self._connection = connection
        self._left = most
        self._received = b""
        self.handed: list[int] = []  # descriptors that came along

    def send(self, value: Any) -> None:
        """Write one value. Raises TypeError or RecursionError where it is not plain; nothing is written then."""
        line = memoryview(encode(value))
        while line:
            line = line[os.write(self._connection.fileno(), line) :]

    def receive(self) -> Any:
        """Wait for one value. Raises EOFError where the other side has gone, TooMuchError where it is not to be listened to."""
        pieces = [self._received]
        while b"\n" not in pieces[-1]:
            piece, descriptors, _, _ = socket.recv_fds(self._connection, _PIECE, 1)
            if not piece:
                raise EOFError
            self.handed += descriptors
            self._left -= len(piece)
            if self._left < 0:
                raise TooMuchError
            pieces.append(piece)
        line, _, self._received = b"".join(pieces).partition(b"\n")
        try:
            return decode(line)
        except ValueError:
            raise TooMuchError from None
