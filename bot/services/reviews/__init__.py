"""Reviews of routes: opened, heard, judged, and watched until their verdicts end."""
