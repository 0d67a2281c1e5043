"""Organs: how the files of each are named, how its symbols are made, and whose acts they are. One module each."""
