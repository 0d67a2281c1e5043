"""What others publish, taken in as graphs: a folder for each source, found by discovery, and the run of an import."""
