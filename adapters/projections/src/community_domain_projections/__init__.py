"""Read models folded from the log: histories and figures, never new facts."""
