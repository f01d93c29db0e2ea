"""What tests are made of: strategies, given-when-then, and contracts for adapters."""
