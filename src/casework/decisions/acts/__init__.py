"""The acts of Art. 6, one file each: check, do, record, announce."""
