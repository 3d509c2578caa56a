"""What is refused, what is answered beside it, and in which words."""
