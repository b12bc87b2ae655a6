"""What holds for every test: an invented input may take its time, since nothing here measures speed."""

from hypothesis import settings

settings.register_profile("zige", deadline=None)
settings.load_profile("zige")
