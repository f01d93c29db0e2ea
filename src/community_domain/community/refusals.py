"""Why something about the community as a whole may not happen."""

from ..kernel import Kind, Refusal, refusal
from .values import CampaignId

__all__ = [
    "AlreadyFounded",
    "CampaignExists",
    "CampaignOver",
    "CampaignUnknown",
    "NotFounded",
    "PlaceExists",
    "PlaceUnknown",
]


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


@refusal(
    "campaign-unknown",
    kind=Kind.MISSING,
    en="There is no campaign {campaign_id}; begin it first.",
    zh="没有编号为 {campaign_id} 的行动；请先发起。",
)
class CampaignUnknown(Refusal):
    """The community has no such campaign."""

    campaign_id: CampaignId


@refusal(
    "campaign-exists",
    kind=Kind.CONFLICT,
    en="{campaign_id} already names another campaign; choose a new id.",
    zh="{campaign_id} 已是另一项行动的编号；请换新编号。",
)
class CampaignExists(Refusal):
    """The id names a campaign with another title."""

    campaign_id: CampaignId


@refusal(
    "campaign-over",
    kind=Kind.RULE,
    en="{campaign_id} has ended; what it held stays as it is.",
    zh="行动 {campaign_id} 已结束；其内容不再变动。",
)
class CampaignOver(Refusal):
    """Nothing is added to a campaign that has ended."""

    campaign_id: CampaignId
