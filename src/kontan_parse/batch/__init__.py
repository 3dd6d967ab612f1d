"""Many documents, in order, each a record or a named failure, and a report that adds up.

runs         inputs → tasks, what came of them → an output, and the report
tasks        inputs → tasks of 100 or 4 MB → what came of them; the same wherever it happens
workers      tasks → processes, which may die or hang
cluster      tasks → the workers of a Dask cluster
parts        what is done → disk, and back after a stop
"""

from kontan_parse.batch.runs import (
    Report,
    Step,
    Titles,
    expect,
    here,
    items,
    plan,
    printed_titles,
    run,
)
from kontan_parse.batch.tasks import Settings

__all__ = [
    "Report",
    "Settings",
    "Step",
    "Titles",
    "expect",
    "here",
    "items",
    "plan",
    "printed_titles",
    "run",
]
