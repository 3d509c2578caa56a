"""All SQL, behind one door."""
