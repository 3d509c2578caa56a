"""Block Kit as a table, and the walk that holds a message against it."""
