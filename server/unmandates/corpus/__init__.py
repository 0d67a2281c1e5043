"""What is curated: read, written in one form, and held against keys, shapes and rules of hygiene."""
