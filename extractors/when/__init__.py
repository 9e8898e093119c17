"""Dates that the text mentions, resolved against the day of publication.

``find_dates`` takes a text and gives typed spans; ``anchor_date`` finds the day that
"today" means in an article; ``date_for`` picks the date of one deal among the mentions.
"""

from extractors.when.anchor import anchor_date
from extractors.when.choose import date_for
from extractors.when.mention import DateMention, Role
from extractors.when.scan import find_dates

__all__ = ["DateMention", "Role", "anchor_date", "date_for", "find_dates"]
