"""Lines → classified blocks, by one table of rules.

driver       walks the lines, and slices what a rule says is its own
rules        the table, and the rules of what an article is made of
crosslinks   those for links to other articles
furniture    those for what is no story; notice reads the one of an article taken over
cursor       what a rule may look at
taken        what a rule answers
"""

from kontan_parse.blocks.driver import Block, addresses, apart, around, by_line, classify, titles

__all__ = ["Block", "addresses", "apart", "around", "by_line", "classify", "titles"]
