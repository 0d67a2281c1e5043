"""A release: made of parts and what follows from them, graph by graph; described, compared, verified."""
