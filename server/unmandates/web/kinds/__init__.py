"""The page of every thing, each kind with a design of its own."""
