"""What people do in the workspace, and what Slack tells the bot about it."""
