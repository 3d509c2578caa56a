"""The shape of the house: floors, sizes, manifest and documented settings."""
