"""Time zones from the pinned tzdata package, never from the machine: same answer everywhere."""

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from tzdata import IANA_VERSION

from .refusals import Hint, InvalidValue, Problem

__all__ = ["IANA_VERSION", "zone"]


@cache
def zone(key: str) -> ZoneInfo:
    """The zone with an IANA name such as `Asia/Shanghai`.

    Raises:
        InvalidValue: The tz database has no zone of that name.
    """
    *area, city = key.split("/")
    package = ".".join(["tzdata", "zoneinfo", *area])
    try:
        with resources.files(package).joinpath(city).open("rb") as data:
            return ZoneInfo.from_file(data, key=key)
    except (ValueError, OSError, ImportError):
        hint = Hint("Use an IANA name such as Asia/Shanghai.", "请用 IANA 名称，如 Asia/Shanghai。")
        raise InvalidValue("zone", ascii(key)[:60], Problem.UNKNOWN, hint) from None
