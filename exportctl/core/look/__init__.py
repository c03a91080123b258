"""How things are drawn: plain data in, what a template needs out. Words through gettext, geometry as text."""
