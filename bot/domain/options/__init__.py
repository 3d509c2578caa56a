"""Image options: what a person's words and flags ask of the picture, and what is legal."""
