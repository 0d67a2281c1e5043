"""Things as readers see them: named, told in their language, ordered, in relation to others."""
