"""Articles into claims, and claims into corroboration: one module a step.

Callers import the step they need (``extract``, ``features``, ``compare``, ``index``).
"""
