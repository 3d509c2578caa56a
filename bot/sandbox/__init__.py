"""A local Slack workspace and a local OpenAI over their real wires; imports nothing from the rest."""
