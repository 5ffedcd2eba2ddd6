import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from hornbook.artifact import ArtifactStore
from hornbook.errors import ArtifactError


def make(store: ArtifactStore, text: str = "hello", **settings: object) -> str:
    with store.write("stage", 1, settings, {}) as draft:
        (draft.folder / "data.txt").write_text(text)
        draft.counts["letters"] = len(text)
    return store.key("stage", 1, settings, {})


def test_what_was_written_is_found(tmp_path: Path) -> None:
    store = ArtifactStore(tmp_path)
    key = make(store)
    artifact = store.find("stage", key)
    assert artifact is not None
    assert artifact.path("data.txt").read_text() == "hello"
    assert artifact.counts == {"letters": 5}
    assert artifact.folder.name == f"stage-{key[:12]}"
    assert {"seconds", "peak_memory_mb", "packages", "files"} <= set(artifact.manifest)
    artifact.check_contents()


def test_the_key_hears_of_stage_version_settings_and_inputs() -> None:
    base = ("stage", 1, {"a": 1}, {"in": "k"})
    others = [("other", *base[1:]), ("stage", 2, *base[2:]), (*base[:2], {"a": 2}, base[3]), (*base[:3], {"in": "l"})]
    assert len({ArtifactStore.key(*parts) for parts in (base, *others)}) == 5  # type: ignore[arg-type]


def test_a_failed_stage_leaves_no_artifact_but_keeps_its_work(tmp_path: Path) -> None:
    store = ArtifactStore(tmp_path)

    def fail_half_way() -> None:
        with store.write("stage", 1, {}, {}) as draft:
            (draft.work / "half").write_text("done so far")
            (draft.folder / "data.txt").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert store.find("stage", store.key("stage", 1, {}, {})) is None
    with store.write("stage", 1, {}, {}) as draft:
        assert (draft.work / "half").read_text() == "done so far"
        assert list(draft.folder.iterdir()) == []
    assert not draft.work.exists()


@pytest.mark.parametrize("damage", ["cut short", "removed", "no manifest", "broken manifest"])
def test_a_damaged_artifact_is_named_with_the_way_out(tmp_path: Path, damage: str) -> None:
    store = ArtifactStore(tmp_path)
    key = make(store)
    folder = tmp_path / "artifacts" / f"stage-{key[:12]}"
    if damage == "cut short":
        os.truncate(folder / "data.txt", 2)
    elif damage == "removed":
        (folder / "data.txt").unlink()
    elif damage == "no manifest":
        (folder / "manifest.json").unlink()
    else:
        os.truncate(folder / "manifest.json", 20)
    with pytest.raises(ArtifactError) as caught:
        store.find("stage", key)
    assert f"Delete {folder} and run again" in str(caught.value)


def test_changed_contents_of_the_same_size_are_noticed(tmp_path: Path) -> None:
    store = ArtifactStore(tmp_path)
    key = make(store)
    artifact = store.find("stage", key)
    assert artifact is not None
    artifact.path("data.txt").write_text("jello")
    with pytest.raises(ArtifactError, match=r"data\.txt are not what was written"):
        artifact.check_contents()


def test_two_runs_do_not_make_the_same_artifact_at_once(tmp_path: Path) -> None:
    store = ArtifactStore(tmp_path)
    with store.write("stage", 1, {}, {}) as draft:
        (draft.folder / "data.txt").write_text("first")
        with pytest.raises(ArtifactError, match="Another run"), store.write("stage", 1, {}, {}):
            pass


def test_a_killed_writer_leaves_nothing_that_is_read(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from hornbook.artifact import ArtifactStore
        with ArtifactStore(Path(sys.argv[1])).write("stage", 1, {}, {}) as draft:
            (draft.folder / "data.txt").write_text("half")
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    store = ArtifactStore(tmp_path)
    assert store.find("stage", store.key("stage", 1, {}, {})) is None
    assert make(store) == store.key("stage", 1, {}, {})


def test_a_full_disk_is_one_clear_paragraph(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        from pathlib import Path
        from hornbook.artifact import ArtifactStore
        from hornbook.data.documents import Document, write_documents
        from hornbook.errors import DiskFullError
        import random
        random.seed(0)
        texts = (random.randbytes(2000).hex() for _ in range(3000))
        try:
            with ArtifactStore(Path("store")).write("stage", 1, {}, {}) as draft:
                write_documents(draft.folder / "d.parquet", (Document(t, "s", "l", "o") for t in texts))
        except DiskFullError as error:
            print(error)
    """)
    script = f"mount -t tmpfs -o size=1m none {tmp_path} && cd {tmp_path} && exec {sys.executable} -c '{program}'"
    result = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script], capture_output=True, text=True, check=True
    )
    assert "is full. Free some room" in result.stdout, result.stderr
    assert "\n" not in result.stdout.strip()
