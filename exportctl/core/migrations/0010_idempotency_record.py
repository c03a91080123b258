from django.db import migrations, models


class Migration(migrations.Migration):
    """A recorded answer by its usual name. The table's rights go with it: PostgreSQL grants them on the table."""

    dependencies = [("core", "0009_demonstration_as_of")]

    operations = [
        migrations.RenameModel("RememberedAnswer", "IdempotencyRecord"),
        migrations.RenameIndex("IdempotencyRecord", new_name="idempotency_record_age", old_name="answer_age"),
        migrations.RemoveConstraint("IdempotencyRecord", "answer_once"),
        migrations.AddConstraint(
            "IdempotencyRecord",
            models.UniqueConstraint(name="idempotency_record_once", fields=["user", "key"]),
        ),
    ]
