"""The process that owns the embedded PostgreSQL: `python -m config.embedded.keeper STATE`."""

import sys
from pathlib import Path

from config.embedded.sharing import keep

if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1])))
