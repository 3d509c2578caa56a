"""A review: the conversation that ends in a verdict, as values and rules."""
