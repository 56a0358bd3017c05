"""Another database as the record, for a while."""

from django.db import connections


class default_database:  # noqa: N801 - a context manager that reads as a function
    """Makes other settings those of the default database, for as long as the context is open."""

    def __init__(self, settings) -> None:
        self._settings = settings
        self._before = connections["default"]

    def __enter__(self) -> None:
        connections["default"] = connections.create_connection("default")
        connections["default"].settings_dict = self._settings
        made = connections.databases["default"]
        self._was, connections.databases["default"] = made, self._settings
        connections["default"] = connections.create_connection("default")

    def __exit__(self, *_: object) -> None:
        connections["default"].close()
        connections.databases["default"] = self._was
        connections["default"] = self._before
