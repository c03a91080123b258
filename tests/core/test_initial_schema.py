"""`core/schema.sql`: what an empty database starts from, and when it does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from exportctl.core.initial_schema import FILE, InitialSchema, from_dump

DUMP = """\\restrict x
--
-- PostgreSQL database dump
--

SET lock_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

--
-- Name: core; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA core;


--
-- Name: f(); Type: FUNCTION; Schema: core; Owner: -
--

CREATE FUNCTION core.f() RETURNS text
    AS $$

    -- a remark of ours

$$;


--
-- Name: a_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.a_id_seq', 1, false);


--
-- Name: b_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.b_id_seq', 4, true);


\\unrestrict x
"""


def test_a_dump_without_its_remarks_leaves_the_session_as_it_was():
    assert from_dump(DUMP, server=18, migrations=()).sql == (
        "SET LOCAL lock_timeout = 0;\n"
        "SELECT pg_catalog.set_config('search_path', '', true);\n"
        "CREATE SCHEMA core;\n"
        "CREATE FUNCTION core.f() RETURNS text\n    AS $$\n\n    -- a remark of ours\n\n$$;\n"
        "SELECT pg_catalog.setval('public.b_id_seq', 4, true);\n"
    )


def test_the_file_is_of_these_migrations():
    """An edit of a migration that it stands for, or of the file itself: `./run schema` writes it anew."""
    schema = InitialSchema.read()
    assert schema.digest == schema.digest_of_now(), "./run schema"
    assert schema.text() == FILE.read_text(encoding="utf-8")


def test_an_edit_by_hand_shows():
    schema = InitialSchema.read()
    edited = replace(schema, sql=schema.sql.replace("CREATE TABLE", "CREATE  TABLE", 1))
    assert edited.digest_of_now() != schema.digest


def test_reading_gives_what_was_written(tmp_path: Path):
    written = InitialSchema(
        18, (("core", "0001_initial"), ("licensing", "0001_initial")), "SELECT 1;\n\nSELECT 2;\n"
    )
    file = tmp_path / "schema.sql"
    file.write_text(written.text(), encoding="utf-8")
    assert InitialSchema.read(file) == replace(written, digest=written.digest_of_now())


@pytest.mark.django_db
def test_a_database_that_has_tables_keeps_them():
    assert not InitialSchema.read().fits()
