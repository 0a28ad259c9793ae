"""`python -m config.probe URL [CHECK]`: is the service well? For the health checks of containers.

Standard library only. Exit 0 if the address answers 200; with the name of a check,
if that line of /readyz is well, whatever the others say.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence

TIMEOUT_SECONDS = 5


def is_well(url: str, check: str = "") -> bool:
    """Whether the address answers 200, or the named check of its answer is well."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    # As if through the proxy: by our name and over TLS, or we would be sent elsewhere.
    headers = {"Host": host, "X-Forwarded-Proto": "https", "Accept": "application/json"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 -- named by the operator
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    except OSError:
        return False
    return _check_is_well(text, check) if check else status == 200


def _check_is_well(text: bytes, name: str) -> bool:
    try:
        checks = json.loads(text)["checks"]
    except (ValueError, KeyError):
        return False
    return any(check["name"] == name and check["ok"] for check in checks)


def main(words: Sequence[str]) -> int:
    return 0 if is_well(*words) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
