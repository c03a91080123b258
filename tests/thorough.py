"""How much of what is tried many times over an ordinary run tries; `EXPORTCTL_THOROUGH=1` tries all of it.

Tables, looks and drawn cases are far more than a change needs to be judged by: an ordinary run takes of each the
part that differs from what it tries anyway, and the same part on every machine.
"""

import os

THOROUGH = "EXPORTCTL_THOROUGH" in os.environ
