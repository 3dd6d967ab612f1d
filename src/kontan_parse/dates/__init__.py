"""Printed and given dates → values.

values       what a date is; one that stands alone, as it is printed or given
days         days of the calendar
signs        where a text may hold a date, found without a pattern
numbered, named, periods, counted
             a form each: `(18/6)`, `18 Juni`, quarters and years, what counts from a day
mentions     text → the dates in it, as far as they are printed
tense        how a text speaks of a day
era          what a text takes for granted, and so between which years it was written
witness      which of its days says best when it was written
slips        what a day was meant to be that contradicts its weekday
context      what the other dates of a text tell of its year
years        mentions and the day of publication → values
settled      an article's dates, and the estimate of its day where that is not known
"""

from kontan_parse.dates.values import Printed, agree, calendar_day, given, local, read

__all__ = ["Printed", "agree", "calendar_day", "given", "local", "read"]
