"""Small parts of services that stand alone."""
