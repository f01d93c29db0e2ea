"""What the library costs, against budgets that are ratios measured in one run on one machine.

`uv run python -m tests.benchmarks` prints a table; docs/explanation/performance.md explains it.
"""
