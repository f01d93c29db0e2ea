"""`python -m tests.benchmarks`: see `program`."""

import sys

if __name__ == "__main__":
    # Processes that take part import this module too, and need nothing of it.
    from .program import main

    sys.exit(main())
