"""The four tables of `determine` (LAW §8): taken in, read into typed values, checked, and refused with a place."""
