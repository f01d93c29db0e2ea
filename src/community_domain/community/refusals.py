"""Why something about the community as a whole may not happen."""

from ..kernel import Kind, Refusal, refusal

__all__ = ["AlreadyFounded", "NotFounded", "PlaceExists", "PlaceUnknown"]


@refusal(
    "already-founded",
    kind=Kind.CONFLICT,
    en="This log already belongs to the community {name}; open another log for another community.",
    zh="此日志已属于社区 {name}；请为其他社区另开日志。",
)
class AlreadyFounded(Refusal):
    """A log holds one community."""

    name: str


@refusal(
    "not-founded",
    kind=Kind.MISSING,
    en="The community is not founded yet; found it first.",
    zh="社区尚未建立；请先建立社区。",
)
class NotFounded(Refusal):
    """Before its founding nothing happens in a community."""


@refusal(
    "place-exists",
    kind=Kind.CONFLICT,
    en="{place_id} already names another place; choose a new id.",
    zh="{place_id} 已是另一处地点的编号；请换新编号。",
)
class PlaceExists(Refusal):
    """The id names a place with other particulars."""

    place_id: str


@refusal(
    "place-unknown",
    kind=Kind.MISSING,
    en="There is no place {place_id}; add it first.",
    zh="没有编号为 {place_id} 的地点；请先添加。",
)
class PlaceUnknown(Refusal):
    """The community has no such building, stairwell or other place."""

    place_id: str
