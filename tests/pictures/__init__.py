"""Picture files that people and providers send, honest and otherwise."""
