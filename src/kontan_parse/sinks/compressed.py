"""Bytes → the same, compressed: equal bytes give equal files, however they come in pieces."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol

Packing = Literal["", ".gz", ".zst"]
"""The last suffix of a name."""

_PIECE = 1 << 20
"""Bytes that a compressor is given at a time: what it makes may hang on where they are cut."""


class Output(Protocol):
    """Whatever takes bytes."""

    def write(self, data: bytes, /) -> None:
        """Write all of `data`."""


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


@contextmanager
def packed(out: Output, packing: Packing) -> Iterator[Output]:
    """An output whose bytes come to `out` compressed."""
    if not packing:
        yield out
        return
    pieces = _Pieces(out, _Gzip() if packing == ".gz" else _zstd())
    yield pieces
    pieces.end()


class _Pieces:
    """Bytes on their way through a compressor, in pieces of one size."""

    def __init__(self, out: Output, compressor: _Compressor) -> None:
        self._out, self._compressor = out, compressor
        self._held = bytearray()

    def write(self, data: bytes) -> None:
        """Hand on what fills a piece and keep the rest."""
        self._held += data
        whole = len(self._held) // _PIECE * _PIECE
        for start in range(0, whole, _PIECE):
            self._out.write(self._compressor.compress(bytes(self._held[start : start + _PIECE])))
        del self._held[:whole]

    def end(self) -> None:
        """Write what is left, and what the format ends with."""
        self._out.write(self._compressor.compress(bytes(self._held)))
        self._out.write(self._compressor.flush())


class _Gzip:
    """One member (RFC 1952) that says neither when, from what file nor on what system."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._header = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
        self._crc = self._size = 0

    def compress(self, data: bytes) -> bytes:
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        header, self._header = self._header, b""
        return header + self._deflate.compress(data)

    def flush(self) -> bytes:
        ends = (self._crc, self._size & 0xFFFFFFFF)
        return self._deflate.flush() + b"".join(end.to_bytes(4, "little") for end in ends)


def _zstd() -> _Compressor:
    """One frame with a checksum."""
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdCompressor(options={zstd.CompressionParameter.checksum_flag: 1})
    import zstandard

    return zstandard.ZstdCompressor(write_checksum=True).compressobj()
