"""Makes the parts of the fuzz run, and the corpus that it begins with, known by name."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "hostile")]
