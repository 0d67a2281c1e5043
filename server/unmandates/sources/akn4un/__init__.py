"""AKN4UN: what the organs of the United Nations adopt, as Akoma Ntoso XML with metadata beside it."""
