"""What a balance says was used is moved by its ledger alone: by each write-off and reversal as it is added.

It was compared with the sum of its ledger at every commit, so that a line with a thousand write-offs cost a thousand
times as much as a new one. Now nobody else may change it: the application's role has no right on the two columns.
"""

from django.db import migrations

MOVE = """
CREATE FUNCTION licensing_move_balance() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path TO public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'licensing_writeoff' THEN
        UPDATE licensing_linebalance
           SET used = used + NEW.quantity, value_used = value_used + COALESCE(NEW.value, 0), changed_at = NEW.recorded_at
         WHERE id = NEW.balance_id;
    ELSE
        UPDATE licensing_linebalance AS row
           SET used = row.used - taken.quantity, value_used = row.value_used - COALESCE(taken.value, 0),
               changed_at = NEW.reversed_at
          FROM licensing_writeoff AS taken
         WHERE taken.id = NEW.write_off_id AND row.id = taken.balance_id;
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER licensing_writeoff_ledger ON licensing_writeoff;
DROP TRIGGER licensing_reversal_ledger ON licensing_reversal;
DROP TRIGGER licensing_linebalance_ledger ON licensing_linebalance;
CREATE TRIGGER licensing_writeoff_moves AFTER INSERT ON licensing_writeoff
    FOR EACH ROW EXECUTE FUNCTION licensing_move_balance();
CREATE TRIGGER licensing_reversal_moves AFTER INSERT ON licensing_reversal
    FOR EACH ROW EXECUTE FUNCTION licensing_move_balance();
-- A new balance, and one whose paper says something else or whose rest goes on, is still what all of it adds up to.
CREATE CONSTRAINT TRIGGER licensing_linebalance_ledger
    AFTER INSERT OR UPDATE OF granted, value_granted, moved, value_moved ON licensing_linebalance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
REVOKE UPDATE (used, value_used) ON licensing_linebalance FROM exportctl_app;
"""
BACK = """
GRANT UPDATE (used, value_used) ON licensing_linebalance TO exportctl_app;
DROP TRIGGER licensing_linebalance_ledger ON licensing_linebalance;
DROP TRIGGER licensing_reversal_moves ON licensing_reversal;
DROP TRIGGER licensing_writeoff_moves ON licensing_writeoff;
DROP FUNCTION licensing_move_balance();
CREATE CONSTRAINT TRIGGER licensing_linebalance_ledger AFTER INSERT OR UPDATE ON licensing_linebalance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
CREATE CONSTRAINT TRIGGER licensing_writeoff_ledger AFTER INSERT ON licensing_writeoff
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
CREATE CONSTRAINT TRIGGER licensing_reversal_ledger AFTER INSERT ON licensing_reversal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION licensing_require_ledger();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0056_screenings_in_one_row")]

    operations = [migrations.RunSQL(MOVE, BACK)]
