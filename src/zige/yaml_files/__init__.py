"""Files that people write by hand (rulebooks, scenarios, contracts): read into models, or refused with a remedy."""
