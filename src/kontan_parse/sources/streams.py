"""A name → its bytes as they flow: a file, standard input or a remote one, unpacked if packed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, FileIO, RawIOBase
from typing import Any, BinaryIO

from kontan_parse.diagnostics import UnreadableInput
from kontan_parse.patterns import lazy
from kontan_parse.sources.failures import Damaged, missing_extra, refusal
from kontan_parse.sources.names import STDIN, is_remote, whole_name

MARK = b"\xef\xbb\xbf"
"""How UTF-8 may begin."""
WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""
GZIP = b"\x1f\x8b\x08"
"""How a member of gzip begins."""


def narrow(data: bytes) -> bytes:
    r"""`data` in UTF-8, where it stands behind a mark of UTF-16; it may end amid a character.

    >>> narrow(b"\xff\xfe[\0{\0\""), narrow(b"[{")
    (b'[{', b'[{')
    """
    if not data.startswith(WIDE):
        return data
    return data[: len(data) & ~1].decode("utf-16", errors="replace").encode()


@contextmanager
def opened(path: str) -> Iterator[BufferedReader]:
    """The bytes of `path`, unpacked by its name; standard input for `-`, which stays open.

    Raises `UnreadableInput` where it cannot be opened. What goes wrong later, while its bytes are
    read, is an `OSError`, of which `refusal` makes the same.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise UnreadableInput(path, "unreadable", "standard input is closed")
        file: Any = sys.stdin.buffer  # a BufferedReader, unless a test swaps it
        yield _LOOKED_AT.get(file, file)
        return
    with opened_as_is(path) as file:
        yield unpacked(path, file)


_LOOKED_AT: dict[BinaryIO, BufferedReader] = {}
"""Standard input, which is there once, from its beginning again."""


def looked_at(go_on: Callable[[bytes], bool]) -> bytes:
    """How standard input begins, read as long as one has to `go_on`; what reads it has it again.

    A pipe may give it in pieces of any size.
    """
    with opened(STDIN) as file:
        start = b""
        while go_on(start) and (more := file.read1(_BUFFER)):
            start += more
        _LOOKED_AT[sys.stdin.buffer] = again(start, file)
        return start


def again(start: bytes, file: BufferedReader) -> BufferedReader:
    """`file` with its `start`, which was read already."""
    return BufferedReader(_Begun(start, file), _BUFFER)


class _Begun(RawIOBase):
    """Bytes whose start was read already, and is read again. What they come from stays open."""

    def __init__(self, start: bytes, file: BufferedReader) -> None:
        self._start, self._file = start, file

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with what comes next; 0 at the end."""
        data = self._start[: len(buffer)]
        if data:
            self._start = self._start[len(data) :]
        else:
            data = self._file.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened_as_is(path: str) -> Iterator[BufferedReader]:
    """The bytes of the file or address `path` as they stand there, to read and to seek in."""
    raw: Any = unbuffered(path)
    with raw, BufferedReader(raw, _BUFFER) as file:
        yield file


_BUFFER = 1 << 16
"""Bytes that are asked of the system at once."""


def unbuffered(path: str) -> RawIOBase:
    """The bytes of the file or address `path` as they stand there, to read in large pieces."""
    try:
        if is_remote(path):
            from kontan_parse.sources import remote  # only where used, as below

            return remote.opened(path)
        return FileIO(path)
    except (OSError, ValueError) as error:  # a ValueError for a name with a NUL
        raise refusal(path, error) from None


def unpacked(path: str, file: BufferedReader) -> BufferedReader:
    """The bytes of `file`, unpacked as its name `path` says.

    Raises `UnreadableInput` where nothing here unpacks them.
    """
    name = whole_name(path)
    if name.endswith(".gz"):
        import zlib  # only where used, as below

        return BufferedReader(_Unpacked(file, lambda: zlib.decompressobj(31), GZIP, zlib.error))
    if name.endswith(".zst"):
        start, error = _zstd(path)
        return BufferedReader(_Unpacked(file, start, b"\x28\xb5\x2f\xfd", error))
    return file


def _zstd(path: str) -> tuple[Callable[[], Any], type[Exception]]:
    """What unpacks a frame of Zstandard, and what it raises."""
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdDecompressor, zstd.ZstdError
    try:
        import zstandard
    except ImportError:
        raise missing_extra(path, "zstandard", "zstd") from None
    return zstandard.ZstdDecompressor().decompressobj, zstandard.ZstdError


PIECE = 2048
"""Packed bytes that are unpacked at once; a bomb makes 64 MB of them, and no more."""


_FIRST = 32
"""Of what may be a member or not, these come first."""
_HELD = 1 << 20
"""Packed bytes that are kept, to look in them for the next member when one is broken."""
_PATIENCE = 16
"""How often all bytes may be looked through again, on an average."""
_PADDING = lazy(rb"\0*")


class _Unpacked(RawIOBase):
    """The bytes that one or more packed members hold, one behind the other.

    Behind a broken member, reading goes on with the next, if somebody reads on.
    """

    def __init__(
        self, file: BinaryIO, start: Callable[[], Any], magic: bytes, error: type[Exception]
    ) -> None:
        self._file, self._start, self._magic, self._error = file, start, magic, error
        self._packed = bytearray()
        self._begin = self._next = 0
        """Where the member begins in what is packed, and where what is not unpacked yet."""
        self._read = self._again = 0
        """Bytes that were read, and those of them that were gone back over."""
        self._member: Any = None
        self._is_lost = self._is_doubtful = False
        """Whether a member is looked for, and whether one that was found so gave nothing yet."""
        self._ready = b""
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with what comes next; 0 at the end."""
        while self._at == len(self._ready):
            self._at, self._ready = 0, b""
            if not self._step():
                return 0
        size = min(len(buffer), len(self._ready) - self._at)
        buffer[:size] = self._ready[self._at : self._at + size]
        self._at += size
        return size

    def _step(self) -> bool:
        """Unpack the next piece; False at the end."""
        if self._next == len(self._packed) and not self._has_more():
            if self._member is not None:
                self._give_up()
                raise Damaged("the packed data ends too early: the file was cut off")
            if not self._read and not self._is_lost:
                self._is_lost = True
                raise Damaged("the packed data is not there: the file is empty")
            return False
        if self._member is None:
            if not self._has_found():
                return True
            self._member = self._start()
        end = self._next + (_FIRST if self._is_doubtful else PIECE)
        piece = bytes(self._packed[self._next : end])
        self._next += len(piece)
        try:
            self._ready = self._member.decompress(piece)
        except self._error as error:
            is_member = not self._is_doubtful
            self._give_up()
            if is_member:
                raise _failure(error) from None
            return True
        if self._ready:
            self._is_doubtful = False
        if self._member.eof:
            self._next -= len(self._member.unused_data)
            self._member = None
        elif self._next > 2 * _HELD:
            self._forget(self._next - _HELD)
        return True

    def _has_more(self) -> bool:
        """Read the next piece; False at the end."""
        piece = self._file.read(PIECE)
        self._packed += piece
        self._read += len(piece)
        return bool(piece)

    def _has_found(self) -> bool:
        """Go to where the next member begins; False where nothing of what was read does."""
        self._forget(self._next)
        if self._is_lost:
            while (place := self._packed.find(self._magic)) < 0:
                self._forget(max(0, len(self._packed) - len(self._magic) + 1))
                if not self._has_more():
                    self._next = len(self._packed)
                    return False
        else:
            place = _PADDING.match(self._packed).end()  # type: ignore[union-attr]  # it always does
        self._begin = self._next = place
        self._is_doubtful, self._is_lost = self._is_lost, False
        return place < len(self._packed)

    def _forget(self, place: int) -> None:
        """Keep nothing of what is packed before `place`."""
        del self._packed[:place]
        self._next -= place
        self._begin = 0

    def _give_up(self) -> None:
        """Look for the next member, in what was read of this one, too.

        One that was cut off runs into the next, which may pass for data for a while. Where this has
        been done too often, only the last piece is looked through again.
        """
        self._member, self._is_lost = None, True
        back = self._next - self._begin - 1
        if self._again + back > _PATIENCE * self._read:
            back = min(back, PIECE)
        self._again += back
        self._next -= back


_WANTS = {
    "too much memory": "it is packed with a window of more than 128 MB; unpack it with "
    "`zstd -d --long=31`",
    "Dictionary mismatch": "it is packed with a dictionary; unpack it with `zstd -d -D DICTIONARY`",
}
"""What whole frames of Zstandard may need, by what its library says."""


def _failure(error: Exception) -> OSError:
    """What is wrong with a member that cannot be unpacked."""
    for sign, want in _WANTS.items():
        if sign in str(error):
            return OSError(want)
    return Damaged("the packed data is broken here")


def lines(file: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """The lines of `file` with their ends; None for one longer than `limit`, which is skipped."""
    while line := file.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
        else:
            while (rest := file.readline(1 << 16)) and not rest.endswith(b"\n"):
                pass
            yield None
