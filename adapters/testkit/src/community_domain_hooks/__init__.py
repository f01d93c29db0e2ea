"""What pytest and Hypothesis load by themselves where the test kit is installed.

Both do so at each start, also where nobody tests a community; so these modules import the kit, and
the library, only when they are used.
"""
