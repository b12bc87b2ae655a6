"""Pages of what runs found: flags, questions, candidates, why a benefit stands as it does."""
