"""What is refused, what is answered, what is simply drawn."""
