"""A local, strict, metered stand-in for OpenAI, spoken to over real HTTP."""
