"""Picture files: looked at without trust, decoded only in a process of their own."""
