"""Pages for people and data for machines, over one release."""
