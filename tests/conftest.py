"""What holds for every test: how long a property may take is nobody's promise, so a busy machine fails none."""

from hypothesis import settings

settings.register_profile("patient", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("patient")
