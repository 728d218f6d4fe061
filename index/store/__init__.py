"""SQLite: what must not be lost. Articles as read, and the passages the user marked."""
