"""`python -m kontan_parse`."""

from kontan_parse.cli import main

main()
