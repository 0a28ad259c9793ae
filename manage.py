"""The door to every command: `python3 manage.py demo`, `test`, `migrate`, …"""

import sys

from config.bootstrap import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
