"""Run the accuracy and speed tables of the quotations."""

from tests.benchmarks.quotes.quote_tables import main

main()
