"""What the source must look like, whatever it does."""
