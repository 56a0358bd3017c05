"""Makes the modules that put the corpus together known by name."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
