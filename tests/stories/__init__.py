"""One story for each promise: what a person sees, what the ledger holds, what went over the wire."""
