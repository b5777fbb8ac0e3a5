"""Every setting, read once from the environment and `.env`; `.env.example` lists them."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingMistake

SHIPPED_ARTICLES = Path(__file__).resolve().parents[1] / "corpus" / "articles"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class Settings(BaseSettings):
    """What the host decides. Names are those of the environment variables, in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    discord_token: SecretStr | None = None
    discord_token_file: Path | None = None
    discord_api_url: AnyHttpUrl | None = None
    attribune_data: Path = Path("data")
    attribune_articles: Path = SHIPPED_ARTICLES
    attribune_owners: Annotated[frozenset[int], NoDecode] = frozenset()
    attribune_dev_guild: int | None = Field(default=None, gt=0)
    attribune_health_port: int | None = Field(default=None, ge=1, le=65535)
    attribune_health_host: str = "127.0.0.1"
    attribune_log: str = "INFO"
    attribune_retention_days: int = Field(default=90, ge=0, le=3650)
    attribune_keep_questions: bool = False
    attribune_commands_per_person: int = Field(default=20, ge=0, le=10_000)
    attribune_commands_per_server: int = Field(default=200, ge=0, le=100_000)
    attribune_briefings_per_person: int = Field(default=10, ge=0, le=1000)
    attribune_briefings_per_server: int = Field(default=50, ge=0, le=10_000)
    attribune_watches_per_person: int = Field(default=10, ge=0, le=1000)
    attribune_briefing_grace_hours: int = Field(default=6, ge=1, le=23)
    attribune_backup_hours: int = Field(default=24, ge=0, le=24 * 365)
    attribune_backup_days: int = Field(default=7, ge=1, le=365)
    attribune_answer_days: int = Field(default=14, ge=1, le=365)
    attribune_languages: Annotated[frozenset[str], NoDecode] = frozenset({"en"})
    attribune_keep_removed: bool = False
    attribune_contact: str | None = None
    attribune_networks: str = ""

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: Any) -> object:  # noqa: ANN401 (pydantic's)
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].get_default()
        return value

    @field_validator("attribune_languages", mode="before")
    @classmethod
    def _split_languages(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        codes = value.lower().replace(",", " ").split()
        return frozenset() if codes == ["any"] else frozenset(codes)

    @field_validator("attribune_networks")
    @classmethod
    def _known_networks(cls, value: str) -> str:
        for network in value.replace(",", " ").split():
            ip_network(network)
        return value

    @field_validator("attribune_owners", mode="before")
    @classmethod
    def _split_owners(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("attribune_log")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in LOG_LEVELS:
            raise ValueError(f"must be one of {', '.join(LOG_LEVELS)}")
        return value.upper()

    @property
    def token(self) -> str | None:
        """The Discord token, from the variable or its file; None without one.

        Raises:
            SettingMistake: the file named by DISCORD_TOKEN_FILE cannot be read.
        """
        if self.discord_token:
            return self.discord_token.get_secret_value().strip()
        if self.discord_token_file is None:
            return None
        try:
            return self.discord_token_file.read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingMistake("DISCORD_TOKEN_FILE", f"cannot be read ({error}).") from error

    @property
    def networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The private networks that may be fetched from."""
        return tuple(map(ip_network, self.attribune_networks.replace(",", " ").split()))

    @property
    def database(self) -> Path:
        """Where the database lies."""
        return self.attribune_data / "attribune.sqlite3"

    @property
    def index(self) -> Path:
        """The folder of what is computed once and kept; it may be deleted at any time."""
        return self.attribune_data / "index"

    @property
    def person_key(self) -> Path:
        """The key that people's hashes are made with."""
        return self.attribune_data / "person.key"

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.attribune_data / "backups"


def read_settings(**overrides: Any) -> Settings:  # noqa: ANN401 (any setting's type)
    """Return the settings; the environment wins over `.env`, and `overrides` over both.

    Raises:
        SettingMistake: a value cannot be used; the sentence names the variable and never its value.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise SettingMistake(name, f"{reason[:1].lower()}{reason[1:]}.") from None
