"""Who voted and who sponsored, as lists of names are printed."""
