"""What the system or a library says of an input → why it cannot be read, and what to do."""

from __future__ import annotations

from kontan_parse.diagnostics import UnreadableInput


class Damaged(OSError):  # noqa: N818 - a state
    """Bytes of a packed file or a container that are broken, or end too early.

    Reading on gives the next whole part, if there is one.
    """


def missing_extra(path: str, package: str, extra: str) -> UnreadableInput:
    """The failure of an input that needs `package`, with the command that brings it."""
    return UnreadableInput(
        path, "missing-extra", f"needs {package}; type: pip install 'kontan-parse[{extra}]'"
    )


def refusal(path: str, error: Exception) -> UnreadableInput:
    """Why the system does not give the bytes of `path`."""
    match error:
        case UnreadableInput():
            return error
        case Damaged():
            return UnreadableInput(path, "broken", str(error))
        case FileNotFoundError():
            return UnreadableInput(path, "missing", "no such file; check the name")
        case IsADirectoryError():
            return UnreadableInput(
                path, "is-folder", "is a folder; `kontan-parse batch` reads folders"
            )
        case PermissionError():
            return UnreadableInput(path, "no-permission", "you have no permission to read it")
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return UnreadableInput(path, "unreadable", f"cannot be read: {reason}")
