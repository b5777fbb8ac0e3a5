from bot.storage.folder import FolderFile, FolderStore


async def test_a_file_is_known_by_its_path(database):
    store = FolderStore(database)
    first = FolderFile("/a.txt", "1 2", (1, 2))
    await store.keep(first)
    changed = FolderFile("/a.txt", "3 4", ())
    await store.keep(changed)
    assert await store.files() == {"/a.txt": changed}
    await store.drop("/a.txt")
    await store.drop("/a.txt")
    assert await store.files() == {}
