"""The way in, and lists: tables that can be narrowed, search, due dates."""
