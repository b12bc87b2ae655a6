"""What people do with notices, one file each: check, do, record."""
