"""What people write for the program: environment, policy file, dated data."""
