"""Documents understood: which body's report, for which year, on which form, with its parts and figures."""

from desktop.forms.issuer import institution
from desktop.forms.understand import understand

__all__ = ["institution", "understand"]
