"""Prints the software bill of materials of what the image and `make run` install: CycloneDX 1.6.

    make sbom > attribune.cdx.json

It is made of `requirements.txt` alone, so that it is the same wherever it is made.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from deploy.pinned import Pinned, read_pinned

ROOT = Path(__file__).parents[1]


def bill() -> dict[str, object]:
    """Return the bill."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = read_pinned(ROOT / "requirements.txt")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "attribune",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(package) for package in pinned],
        "dependencies": [{"ref": "attribune", "dependsOn": [_ref(one) for one in pinned]}],
    }


def _component(package: Pinned) -> dict[str, object]:
    described: dict[str, object] = {
        "type": "library",
        "bom-ref": _ref(package),
        "name": package.name,
        "version": package.version,
        "purl": _ref(package),
        "properties": [{"name": "pip:sha256", "value": digest} for digest in package.hashes],
    }
    if package.marker:
        described["scope"] = "optional"  # not on every machine
    return described


def _ref(package: Pinned) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1)
    sys.stdout.write("\n")
