"""What stands in one file: its elements as blocks, its words with their marks, what its cover says."""
