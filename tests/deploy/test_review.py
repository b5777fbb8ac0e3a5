from pathlib import Path

import pytest

from deploy.pinned import normal, read_pinned
from deploy.review import review
from deploy.sbom import bill

ROOT = Path(__file__).parents[2]


def test_the_dependencies_are_as_they_should_be():
    assert review() == []


def test_the_bill_lists_every_pin_with_its_hashes():
    listed = {part["name"]: part for part in bill()["components"]}
    pinned = read_pinned(ROOT / "requirements.txt")
    assert listed.keys() == {one.name for one in pinned}
    assert all(part["properties"] for part in listed.values())
    assert listed["discord-py"]["purl"].startswith("pkg:pypi/discord-py@2.")


@pytest.mark.parametrize("line", ["x>=1", "https://x/y.whl", "-e .", "x"])
def test_what_is_not_pinned_is_refused(tmp_path, line):
    path = tmp_path / "requirements.txt"
    path.write_text(
        f"# a comment\na-b==1.0 ; sys_platform == 'win32' \\\n  --hash=sha256:{'0' * 64}\n"
    )
    [pin] = read_pinned(path)
    assert (pin.name, pin.version, pin.marker) == ("a-b", "1.0", "sys_platform == 'win32'")
    path.write_text(line + "\n")
    with pytest.raises(ValueError, match="not a pinned requirement"):
        read_pinned(path)


def test_names_are_written_one_way():
    assert normal("Discord.py_X") == "discord-py-x"
