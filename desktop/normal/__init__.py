"""Text made comparable, always with the way back: simplified script, radicals, widths, numerals, copy noise."""

from desktop.normal.mapped import Normal, clean, tight
from desktop.normal.numerals import NUMBER, digits_of_year, to_number
from desktop.normal.script import is_simplified_only, is_traditional_only, script_of, simplify
from desktop.normal.sparse import Sparse, SparseSet, pairs

__all__ = [
    "NUMBER",
    "Normal",
    "Sparse",
    "SparseSet",
    "clean",
    "digits_of_year",
    "is_simplified_only",
    "is_traditional_only",
    "pairs",
    "script_of",
    "simplify",
    "tight",
    "to_number",
]
