"""Questions to a release, or to any endpoint, and their answers as rows."""
