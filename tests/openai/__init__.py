"""OpenAI as a provider: what its errors mean."""
