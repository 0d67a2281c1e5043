"""A release: made of the corpus and what follows from it; described, compared with others, verified."""
