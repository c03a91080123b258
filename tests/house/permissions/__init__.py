"""Who may do what, address by address: the expected answers are written by hand, never derived."""
