"""Settings, resolved once: default < councilwatch.toml in home < COUNCILWATCH_* < flag."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from records.errors import BadInput

FILE = "councilwatch.toml"


class Settings(BaseModel):
    """What the user may set. Every field is also COUNCILWATCH_<FIELD> and, where a command has it, a flag."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str | None = None  # who answers for the crawler: a web or mail address, named in its user agent
    delay: float = Field(default=1.0, ge=0)  # seconds between two requests to one host
    topic: str = "childrens-services"
    engine: str = "whoosh"
    workers: int = Field(default=2, ge=1, le=64)  # reading processes
    ocr_pages: int = Field(default=200, ge=0)  # scanned pages put through OCR in one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What every command gets: where home is and the settings."""

    home: Path
    settings: Settings


def find_home(flag: Path | None, environment: Mapping[str, str]) -> Path:
    """The home folder: the flag, else COUNCILWATCH_HOME, else the platform's user-data folder."""
    if flag:
        return flag.expanduser()
    if environment.get("COUNCILWATCH_HOME"):
        return Path(environment["COUNCILWATCH_HOME"]).expanduser()
    return user_data_path("councilwatch")


def read_settings(home: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a home folder under an environment. Raises BadInput naming the file or variable at fault."""
    path = home / FILE
    values: dict[str, Any] = {}
    if path.is_file():
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise BadInput(f"{path}: not valid TOML: {error}") from error
        _checked(values, str(path))
    given = {
        name: environment[f"COUNCILWATCH_{name.upper()}"]
        for name in Settings.model_fields
        if environment.get(f"COUNCILWATCH_{name.upper()}")
    }
    return _checked(values | given, "the environment (COUNCILWATCH_…)")


def keep_setting(home: Path, name: str, value: str) -> None:
    """Write one setting into the home folder's file, the other lines untouched."""
    path = home / FILE
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    kept = [line for line in lines if line.split("=")[0].strip() != name]
    path.write_text("\n".join([f'{name} = "{value}"', *kept]) + "\n", "utf-8")


def _checked(values: dict[str, Any], where: str) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise BadInput(
                f"{where}: there is no setting {name!r}; there are: {', '.join(Settings.model_fields)}"
            ) from None
        raise BadInput(f"{where}: {name}: {first['msg']}") from None
