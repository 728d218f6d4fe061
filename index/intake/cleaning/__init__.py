"""Which stretches of an article are not its reporting: marked, never cut out.

Site widgets, bylines, captions and the like are told by general shapes, not by lists of one
site's phrases. In doubt a stretch is left alone: dimmed reporting is worse than a stray button.
"""

from index.intake.cleaning.marking import mark

__all__ = ["mark"]
