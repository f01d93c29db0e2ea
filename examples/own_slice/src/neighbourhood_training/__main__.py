"""Tell the story: `python -m neighbourhood_training`, with a log's address if it shall last."""

import sys

from community_domain_storage import open_community

from . import DOMAIN
from .story import told


def main() -> None:
    """Live the story in a new log and print it; a log that holds it already is left as it is."""
    url = sys.argv[1] if sys.argv[1:] else "memory://"
    with open_community(url, community="lindenhof", domain=DOMAIN) as community:
        if community.log.head().position == 0:
            for line in told(community):
                print(line)
        print(f"{community.log.head().position} events recorded")


if __name__ == "__main__":
    main()
