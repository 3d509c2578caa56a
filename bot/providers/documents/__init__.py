"""Documents people send: told by their bytes, read only in a process of their own, and masked before they leave it."""
