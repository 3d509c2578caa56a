"""Documents that people send, honest and otherwise."""
