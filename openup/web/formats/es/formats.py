"""Numbers as Mexico writes them; Django's own Spanish has a comma before the decimals."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
