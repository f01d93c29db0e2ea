"""Tell the story: `python -m neighbourhood_training`."""

from community_domain import Community, MemoryLog

from . import DOMAIN
from .story import told


def main() -> None:
    """Live the story in memory and print it."""
    community = Community(MemoryLog(), DOMAIN)
    for line in told(community):
        print(line)
    print(f"{community.log.head().position} events recorded")


if __name__ == "__main__":
    main()
