-- The two roles and the database, run once by the superuser: by `./run` with its embedded server, by the
-- database container's first start in production. The owner migrates; the application's role owns nothing,
-- makes nothing (not even temporary tables) and is granted each table by name in the migrations.
CREATE ROLE exportctl_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE exportctl_owner SET lock_timeout = '10s';
CREATE ROLE exportctl_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
ALTER ROLE exportctl_app SET statement_timeout = '60s';
ALTER ROLE exportctl_app SET idle_in_transaction_session_timeout = '120s';
CREATE DATABASE exportctl OWNER exportctl_owner;
REVOKE ALL ON DATABASE exportctl FROM PUBLIC;
GRANT CONNECT ON DATABASE exportctl TO exportctl_app;
