"""Mutation testing of what decides: small changes to policies and decisions that tests must see."""
