"""Amounts of money in Chinese and English text.

>>> [mention.money.low for mention in find_money("It raised $4 billion.", "en")]
[Decimal('4000000000')]
"""

from extractors.money.find import find_money, parse_money
from extractors.money.mention import MoneyError, MoneyMention
from extractors.money.render import render_money

__all__ = ["MoneyError", "MoneyMention", "find_money", "parse_money", "render_money"]
