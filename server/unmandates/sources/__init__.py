"""What others publish, taken in as graphs: one folder a source, found by discovery; `source.py` says what each gives."""
