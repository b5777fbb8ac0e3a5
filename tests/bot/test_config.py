import pytest

from bot.config import SHIPPED_ARTICLES, Settings, read_settings
from bot.errors import SettingMistake


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # no .env here
    for name in ("DISCORD_TOKEN", "ATTRIBUNE_DATA", "ATTRIBUNE_ARTICLES", "ATTRIBUNE_LOG"):
        monkeypatch.delenv(name, raising=False)


def test_everything_has_a_default():
    settings = read_settings()
    assert settings.token is None
    assert settings.attribune_articles == SHIPPED_ARTICLES


def test_settings_come_from_the_environment_before_the_file(monkeypatch, tmp_path):
    monkeypatch.setitem(Settings.model_config, "env_file", ".env")
    (tmp_path / ".env").write_text("ATTRIBUNE_LOG=error\nATTRIBUNE_RETENTION_DAYS=7\n")
    monkeypatch.setenv("ATTRIBUNE_LOG", "warning")
    settings = read_settings()
    assert (settings.attribune_log, settings.attribune_retention_days) == ("WARNING", 7)


def test_empty_values_are_unset(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("ATTRIBUNE_DEV_GUILD", " ")
    assert read_settings().token is None


@pytest.mark.parametrize("owners", ["1 2", "1,2", "1, 2"])
def test_owners_are_a_list(monkeypatch, owners):
    monkeypatch.setenv("ATTRIBUNE_OWNERS", owners)
    assert read_settings().attribune_owners == {1, 2}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATTRIBUNE_LOG", "loud"),
        ("ATTRIBUNE_RETENTION_DAYS", "soon"),
        ("ATTRIBUNE_OWNERS", "me"),
        ("DISCORD_API_URL", "not a url"),
    ],
)
def test_a_bad_value_blames_its_variable_and_is_not_repeated(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingMistake) as caught:
        read_settings()
    assert caught.value.name == name
    assert value not in str(caught.value)


def test_the_token_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("a.b.c\n")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "secret"))
    assert read_settings().token == "a.b.c"
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingMistake, match="DISCORD_TOKEN_FILE"):
        _ = read_settings().token


def test_the_token_is_not_printed(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert "a.b.c" not in repr(read_settings())
