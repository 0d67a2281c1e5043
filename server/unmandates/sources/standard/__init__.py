"""The form in which another registry publishes its acts: what it is called, its version, shapes and context."""
