"""Asking neighbours for help, and answering."""

from collections.abc import Iterator

from ...community.state import Settings
from ...kernel import Context, Event, MemberId, Read, decides, system
from ...members.policies import (
    coordinator,
    obstacle_to_more_data,
    obstacle_to_taking_part,
    self_or_guardian,
)
from ...members.state import Standing
from ..commands import AskForHelp, CloseRequest, OfferHelp, ReleaseMinors, WithdrawHelp
from ..events import HelpAsked, HelpOffered, HelpReleased, HelpWithdrawn, RequestClosed
from ..policies import adult_among, its_asker
from ..refusals import (
    EnoughHelpers,
    HelperIsAsker,
    HelpNoLongerAsked,
    NoAdultThere,
    RequestExists,
    RequestUnknown,
)
from ..state import Request
from ..values import RequestId

__all__ = ["ask_for_help", "close_request", "offer_help", "release_minors", "withdraw_help"]


@decides(by=self_or_guardian("member_id") | coordinator(), backfills=True)
def ask_for_help(command: AskForHelp, context: Context, read: Read) -> Iterator[Event]:
    """Ask for help, once under an id; how many helpers it takes is said (R38)."""
    request, standing, settings = read(
        Request(command.request_id), Standing(command.member_id), Settings()
    )
    new = HelpAsked(
        command.request_id, command.member_id, command.what, command.helpers, command.at_home
    )
    if request.asked == new:
        return
    if request.asked is not None:
        raise RequestExists(command.request_id)
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    yield new


@decides(by=self_or_guardian("helper_id") | coordinator(), backfills=True)
def offer_help(command: OfferHelp, context: Context, read: Read) -> Iterator[Event]:
    """Answer a request while helpers are wanted; a minor goes where an adult goes (R3, R38).

    Not one whose asker takes no part any more (R42).
    """
    request_id, helper_id = command.request_id, command.helper_id
    request, asked = _asked(request_id, read)
    standing, asker, settings = read(Standing(helper_id), Standing(asked.member_id), Settings())
    if helper_id in request.helpers:
        return
    if request.closed:
        raise HelpNoLongerAsked(request_id)
    if helper_id == asked.member_id:
        raise HelperIsAsker(request_id, helper_id)
    if (obstacle := obstacle_to_more_data(asker)) is not None:
        raise obstacle
    if (obstacle := obstacle_to_taking_part(standing, context.at, settings)) is not None:
        raise obstacle
    if len(request.helpers) >= asked.helpers:
        raise EnoughHelpers(request_id, asked.helpers)
    if asked.at_home and not adult_among((helper_id, *request.helpers), context, read):
        raise NoAdultThere(request_id, helper_id)
    yield HelpOffered(request_id, helper_id)


@decides(by=self_or_guardian("helper_id") | coordinator())
def withdraw_help(command: WithdrawHelp, context: Context, read: Read) -> Iterator[Event]:
    """Not help after all; minors who would be alone in the home do not stay (R38)."""
    request, _ = _asked(command.request_id, read)
    if command.helper_id not in request.helpers:
        return
    if request.closed:
        raise HelpNoLongerAsked(command.request_id)
    yield from _left_alone(request, context, read, gone=command.helper_id)
    yield HelpWithdrawn(command.request_id, command.helper_id)


@decides(by=coordinator() | system)
def release_minors(command: ReleaseMinors, context: Context, read: Read) -> Iterator[Event]:
    """Take back the help of minors where no adult helper goes to the home any more (R38)."""
    request, _ = _asked(command.request_id, read)
    if not request.closed:
        yield from _left_alone(request, context, read)


@decides(by=its_asker | coordinator(), backfills=True)
def close_request(command: CloseRequest, context: Context, read: Read) -> Iterator[Event]:
    """Close a request; who helped is kept."""
    request, _ = _asked(command.request_id, read)
    if not request.closed:
        yield RequestClosed(command.request_id, tuple(request.helpers))


def _asked(request_id: RequestId, read: Read) -> tuple[Request, HelpAsked]:
    """The request, and as what it was asked."""
    request = read(Request(request_id))
    if request.asked is None:
        raise RequestUnknown(request_id)
    return request, request.asked


def _left_alone(
    request: Request, context: Context, read: Read, *, gone: MemberId | None = None
) -> Iterator[Event]:
    """Release the helpers who stay, if the home is another's and no adult is among them."""
    stay = [one for one in request.helpers if one != gone]
    if request.asked and request.asked.at_home and not adult_among(stay, context, read):
        for minor in stay:
            yield HelpReleased(request.request_id, minor, NoAdultThere.code)
