"""Paper is tested with the bundled fonts, so that it is the same on every machine."""

import os

os.environ["SHENDU_BUNDLED_FONTS"] = "1"
