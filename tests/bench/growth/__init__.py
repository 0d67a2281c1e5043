"""How everything grows with what was published: `python -m tests.bench.growth --help`."""
