"""The designer's settings for processes that die whenever they change one certain person.

So dies a worker whose native code crashes, or whose memory ends: no exception, no rollback.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from designer.settings import *  # noqa: F403

POISON = os.environ["DEADLY_PERSON"]  # the id


def die_of_poison(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    if "UPDATE campaigns_person" in str(sql) and POISON in str(params):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)


def drink(connection: BaseDatabaseWrapper, **_: Any) -> None:
    connection.execute_wrappers.append(die_of_poison)


connection_created.connect(drink)
