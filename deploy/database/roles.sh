#!/bin/bash
# Run by the database container at its first start: the same roles and database as ./run makes.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres --no-psqlrc \
    --set=owner_password="$(cat /run/secrets/database_owner_password)" \
    --set=app_password="$(cat /run/secrets/database_app_password)" \
    --file=/roles.sql
