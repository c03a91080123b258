from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """The field `models` hid Django's module of that name in its own class."""

    dependencies = [("controllist", "0004_text_writers")]

    operations = [
        migrations.RemoveConstraint(model_name="controllistentry", name="entry_has_models"),
        migrations.RenameField(model_name="controllistentry", old_name="models", new_name="model_names"),
        migrations.AddConstraint(
            model_name="controllistentry",
            constraint=models.CheckConstraint(name="entry_has_models", condition=~Q(model_names=[])),
        ),
    ]
