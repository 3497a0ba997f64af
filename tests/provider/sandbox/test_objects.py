"""Objects from files, among them real ones where the folder with them is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.folder import FolderError, load_folder
from tests.provider.sandbox.world import tenant

REAL = Path(__file__).resolve().parents[4] / "shared" / "graph" / "objects"


def _write(folder: Path, collection: str, item: dict) -> None:
    (folder / collection).mkdir(parents=True, exist_ok=True)
    (folder / collection / f"{item['id']}.json").write_text(json.dumps(item), encoding="utf-8")


@pytest.mark.proves("SBX-023")
def test_a_folder_fills_a_tenant(tmp_path, caller):
    objects = tmp_path / "objects"
    _write(objects, "namedLocations", {"id": "n1", "displayName": "Büro"})
    _write(objects, "_history", {"id": "not an object of the tenant"})
    described = {"graphPath": "beta/identity/conditionalAccess/namedLocations", "nameProperty": "displayName"}
    (tmp_path / "collections.json").write_text(json.dumps({"namedLocations": described}), encoding="utf-8")
    data = tenant()
    assert load_folder(objects, data) == 1
    caller.sandbox.add_tenant(data)
    assert caller.read("identity/conditionalAccess/namedLocations")["value"][0]["displayName"] == "Büro"


def test_folders_that_say_something_else_are_refused(tmp_path):
    objects = tmp_path / "objects"
    _write(objects, "nothing", {"id": "x"})
    with pytest.raises(FolderError, match="nothing"):
        load_folder(objects, tenant())
    for described in (
        {"graphPath": "beta/elsewhere", "nameProperty": "displayName"},
        {"graphPath": f"beta/{COLLECTIONS['groups'].path}", "nameProperty": "mail"},
    ):
        (tmp_path / "collections.json").write_text(json.dumps({"groups": described}), encoding="utf-8")
        with pytest.raises(FolderError, match="groups"):
            load_folder(objects, tenant())


@pytest.mark.proves("SBX-023")
@pytest.mark.skipif(not REAL.is_dir(), reason="the folder with real objects is not on this machine")
def test_every_real_object_is_listed_and_comes_back_whole(caller):
    data = tenant(policies=0)
    data.collections.clear()
    load_folder(REAL, data)
    caller.sandbox.add_tenant(data)
    caller.sandbox.world.governor.limits.is_on = False
    wrong = []
    for name, items in data.collections.items():
        collection = COLLECTIONS[name]
        listed = {item["id"] for item in caller.everything(collection.path)}
        wrong += [(name, id_) for id_ in items if id_ not in listed]
        for id_, item in items.items():
            shown = caller.read(f"{collection.path}/{id_}")
            expected = {k for k in item if k not in collection.part_names and not k.endswith("@odata.context")}
            if not expected <= shown.keys():
                wrong.append((name, id_, expected - shown.keys()))
            for part in collection.part_names & item.keys():
                if not collection.part(part).is_single and collection.part(part).is_expandable:
                    members = caller.everything(f"{collection.path}/{id_}/{part}")
                    wrong += [(name, id_, part)] if len(members) != len(item[part] or []) else []
    assert wrong == []
    assert len(data.collections) > 25
