"""The terminal app and the command line of Second Source: everything a person sees."""
