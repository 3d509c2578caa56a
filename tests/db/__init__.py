"""All SQL, on real files: what the schema refuses, and what the repository promises."""
