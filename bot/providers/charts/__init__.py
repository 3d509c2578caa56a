"""Charts, drawn in a process apart."""
