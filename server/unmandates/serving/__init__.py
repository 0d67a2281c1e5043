"""Operation: what is in service, how the next release takes over, and what an operator can see of it."""
