"""Stories told with the library, one a folder; each is run as a test."""
