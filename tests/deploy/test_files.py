"""The files that hosts run, as far as that can be seen without running them."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.cli import COMMANDS
from bot.config import Settings

ROOT = Path(__file__).parents[2]
SETTINGS = {name.upper() for name in Settings.model_fields}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")


def instructions():
    joined = re.sub(r"\\\n", " ", DOCKERFILE)
    lines = [line.strip() for line in joined.splitlines() if line.strip()]
    return [line.split(maxsplit=1) for line in lines if not line.startswith("#")]


def stages():
    found = []
    for word, rest in instructions():
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def values(stage, word):
    return [rest for found, rest in stage if found == word]


def test_the_image_is_slim_and_runs_as_nobody_special():
    build, final = stages()
    assert all("-slim" in values(stage, "FROM")[0] for stage in (build, final))
    assert values(final, "USER") == ["10001:10001"]
    assert not any("apt-get" in run for run in values(build, "RUN") + values(final, "RUN"))


def test_the_image_installs_hashed_wheels_alone():
    installs = [run for run in values(stages()[0], "RUN") if "pip install" in run]
    assert "--require-hashes --only-binary :all:" in installs[0]
    assert all("--no-index" in run and "--no-deps" in run for run in installs[1:])


def test_what_the_image_copies_is_there_and_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for copied in values(stages()[0], "COPY"):
        for name in copied.split()[:-1]:
            assert (ROOT / name).exists()
            assert f"!{name}\n" in ignored


def test_the_image_has_a_health_check_and_runs_real_commands():
    final = stages()[1]
    [check] = values(final, "HEALTHCHECK")
    asked = json.loads(check[check.index("[") :])
    [entry], [command] = map(json.loads, values(final, "ENTRYPOINT") + values(final, "CMD"))
    assert (asked[0], entry) == ("attribune", "attribune")
    assert {asked[1], command} <= COMMANDS.keys()
    set_ = re.findall(r"(ATTRIBUNE_\w+)=", " ".join(values(final, "ENV")))
    assert set(set_) <= SETTINGS
    assert "ATTRIBUNE_HEALTH_PORT" in set_


def test_compose_locks_the_container_down():
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    service = composed["services"]["attribune"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == "10001:10001"
    assert "ports" not in service
    assert set(service["environment"]) <= SETTINGS
    assert "data:/data" in service["volumes"]
    assert composed["secrets"].keys() == set(service["secrets"])
    assert service["environment"]["DISCORD_TOKEN_FILE"] == "/run/secrets/discord_token"


@pytest.fixture
def unit():
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(ROOT / "deploy" / "attribune.service", encoding="utf-8")
    return read


def test_the_unit_writes_to_its_own_folder_alone(unit):
    service = unit["Service"]
    assert service["DynamicUser"] == service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["WorkingDirectory"] == "/var/lib/" + service["StateDirectory"]
    program, command = shlex.split(service["ExecStart"])
    assert program.endswith("/.venv/bin/attribune")
    assert command in COMMANDS


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd here")
    text = (ROOT / "deploy" / "attribune.service").read_text(encoding="utf-8")
    (tmp_path / "attribune.service").write_text(
        text.replace("/opt/attribune/.venv/bin/attribune", shutil.which("true"))
    )
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "attribune.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "attribune.service" not in checked.stderr


def test_the_hosting_page_names_real_files_commands_and_settings():
    for target in re.findall(r"\]\(\.\./([^)]+)\)", HOSTING):
        assert (ROOT / target).exists(), target
    commands = set(re.findall(r"`attribune ([a-z]+)", HOSTING))
    assert {"doctor", "health", "backup", "restore", "sync"} <= commands <= COMMANDS.keys()
    assert set(re.findall(r"ATTRIBUNE_[A-Z_]+", HOSTING)) <= SETTINGS
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`(?:sudo )?make ([a-z-]+)", HOSTING)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_metric_is_on_the_hosting_page():
    source = (ROOT / "bot" / "services" / "metrics.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"(attribune_[a-z_]+)"', source))
    gauges = set(re.findall(r'^    "([a-z_]+)": \(', source, re.MULTILINE))
    for name in named | {f"attribune_{gauge}" for gauge in gauges}:
        assert name in HOSTING, name


def test_secrets_are_never_committed():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {".env", "/discord_token.txt"} <= set(ignored)


def test_a_command_beside_the_unit_has_what_the_unit_has(unit):
    script = (ROOT / "deploy" / "attribune-as-service").read_text(encoding="utf-8")
    service = unit["Service"]
    for name in ("DynamicUser", "StateDirectory", "StateDirectoryMode", "UMask", "LoadCredential"):
        assert f"--property={name}={service[name]} " in script
    assert "--property=User=attribune " in script  # by default, a unit's is named as the unit
    assert f"--property=EnvironmentFile={service['EnvironmentFile']} " in script
    assert f"--setenv={unit_environment()['ATTRIBUNE_DATA']} " in script
    assert (ROOT / "deploy" / "attribune-as-service").stat().st_mode & 0o111


def unit_environment():
    text = (ROOT / "deploy" / "attribune.service").read_text(encoding="utf-8")
    lines = re.findall(r"^Environment=(.*)$", text, re.MULTILINE)
    return {line.partition("=")[0]: line for line in lines}


def test_what_the_hosting_page_waits_for_in_the_log_is_logged():
    source = (ROOT / "bot" / "client.py").read_text(encoding="utf-8")
    assert "on Discord as %d, in %d servers" in source
    assert HOSTING.count('"on Discord as …, in … servers"') == 2
