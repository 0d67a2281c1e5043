"""What is drawn from an act under one point of view, each a module with `ASPECT`, found by discovery."""
