"""Settings: defaults, then an optional YAML file, then the environment, then the caller.

Environment variables carry the prefix ``ROUNDTRIP_`` (``ROUNDTRIP_DATA_DIR=/srv/news``). The
YAML file is ``roundtrip.yml`` in the working folder unless another path is given.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict

from pipeline.datafiles import first_fault, one_line
from pipeline.errors import RoundtripError

DEFAULT_FILE = Path("roundtrip.yml")


class SettingsError(RoundtripError):
    """Settings that cannot be used; the message is one line that names the setting and the fault."""


class Settings(BaseSettings):
    """Everything that can be set. Times are seconds, sizes bytes."""

    model_config = SettingsConfigDict(env_prefix="ROUNDTRIP_", extra="forbid", frozen=True)

    data_dir: Path = Path("data")
    sources_dir: Path = Path(__file__).parent / "sources"
    local_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """``host`` or ``host:port`` that may have a private address: the sample newsroom, tests."""

    user_agent: str = "RoundtripBot/0.1 (news deal ledger; honours robots.txt)"
    delay_seconds: float = Field(default=2.0, ge=0)
    """Least time between two requests to one host; a source or robots.txt may ask for more."""
    max_delay_seconds: float = Field(default=120.0, gt=0)
    """A host that asks for a longer pause than this is left alone."""
    timeout_seconds: float = Field(default=20.0, gt=0)
    """For one read from the network."""
    total_seconds: float = Field(default=60.0, gt=0)
    """For one request with its body, however slowly it drips."""
    max_bytes: int = Field(default=10_000_000, gt=0)
    """Of a body after decompression."""
    max_ratio: float = Field(default=100.0, gt=1)
    """Decompressed to compressed size, looked at from one megabyte on."""
    max_redirects: int = Field(default=5, ge=0)
    retries: int = Field(default=3, ge=0)
    """Further attempts after the first, for time-outs, 429 and 5xx."""
    retry_wait_seconds: float = Field(default=1.0, ge=0)
    """Before the first retry; doubles from one to the next."""
    max_retry_after_seconds: float = Field(default=60.0, ge=0)
    """The longest Retry-After that is waited for; a longer one ends the attempt."""
    robots_seconds: float = Field(default=86_400.0, gt=0)
    """How long a robots.txt is believed."""
    retry_first_seconds: float = Field(default=900.0, gt=0)
    """Before an address that failed is asked in a later run; doubles from one failure to the next."""
    retry_longest_seconds: float = Field(default=86_400.0, gt=0)
    give_up_after: int = Field(default=8, ge=1)
    """Failures in a row after which an address is given up."""
    recheck_days: float = Field(default=30.0, ge=0)
    """An address that was gone or given up is tried anew when it is still listed after so many days."""
    revisit_first_seconds: float = Field(default=21_600.0, gt=0)
    """Before a page is looked at for edits; doubles while it does not change."""
    revisit_days: float = Field(default=7.0, ge=0)
    """No edits are looked for when an address is known for longer."""
    clock_path: Path | None = None
    """A file whose moment counts as now, for simulations; waiting then takes no time."""
    concurrency: int = Field(default=4, ge=1, le=64)
    batch_size: int = Field(default=50, ge=1)
    article_deadline_seconds: float = Field(default=20.0, gt=0)
    snapshots_kept: int = Field(default=7, ge=0)
    """Days of which the last snapshot is kept, in the folder ``snapshots`` beside the published one."""
    schedules: dict[str, str] = Field(default_factory=dict)
    """Cron expressions (UTC) by group of sources, or ``maintain``; for others see ``data/schedules.yml``."""
    wait_seconds: float = Field(default=900.0, ge=0)
    """A scheduled run waits so long for another one on the data folder, then leaves the work to the next."""
    backfill_sitemaps: int = Field(default=50, ge=1)
    """Sitemaps of an index that a backfill reads, the newest ones."""
    prefect_days: int = Field(default=30, ge=1)
    """Days that Prefect's own database remembers runs that have ended."""
    stale_days: float = Field(default=3.0, gt=0)
    """A source that should give articles every day is stale without a new page for so long."""
    stuck_hours: float = Field(default=6.0, gt=0)
    """A run that has not ended after so long is stuck or dead."""

    @field_validator("local_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().casefold() for part in value.split(",") if part.strip())
        return value

    @property
    def warehouse_path(self) -> Path:
        """The live database; only the committer opens it."""
        return self.data_dir / "roundtrip.duckdb"

    @property
    def snapshot_path(self) -> Path:
        """The published copy that readers open."""
        return self.data_dir / "roundtrip.snapshot.duckdb"

    @property
    def archive_dir(self) -> Path:
        """The folder of archived pages."""
        return self.data_dir / "archive"

    @property
    def prefect_home(self) -> Path:
        """Prefect's own folder, kept apart from any other Prefect of the user."""
        return self.data_dir / "prefect"


def load_settings(path: Path | None = None, **overrides: Any) -> Settings:
    """Settings from the YAML file at ``path`` (or ``roundtrip.yml`` where there is one), environment and overrides.

    Raises SettingsError with one line for a missing or broken file, an unknown setting or a wrong value.
    """
    try:
        environment = EnvSettingsSource(Settings)()
        return Settings(**{**_read_file(path), **environment, **overrides})
    except ValidationError as error:
        raise SettingsError(f"settings: {first_fault(error)}") from error


def _read_file(path: Path | None) -> dict[str, Any]:
    """The YAML file as a mapping; empty where no path was given and the default file is not there."""
    chosen = path or DEFAULT_FILE
    if not chosen.is_file():
        if path is None:
            return {}
        raise SettingsError(f"settings: {path}: no such file; give an existing YAML file or leave it out")
    try:
        value = yaml.safe_load(chosen.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"settings: {chosen}: not readable as YAML: {one_line(error)}") from error
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise SettingsError(f"settings: {chosen}: should be a list of 'name: value' lines")
    return value
