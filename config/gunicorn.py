"""How gunicorn serves the pages and the API."""

import os

from config.logs import logging_settings

bind = f"{os.environ.get('LISTEN', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- a heartbeat file in memory, made by gunicorn
timeout = 60
graceful_timeout = 3
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8_190
# No access log: an address beside a time can give a monitor away.
accesslog = None
loglevel = "warning"
logconfig_dict = logging_settings()
# Nobody steers the processes but whoever started them.
control_socket_disable = True
