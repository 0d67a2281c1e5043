"""Folders and archives of strangers: nothing outside is read or written, and the rest goes on."""

import io
import pickle
import shutil
import tarfile
import zipfile

import pytest
from tests.sources import hostile

from unmandates.sources.inputs.archives import Inputs
from unmandates.sources.inputs.limits import Breach, Limits

MIB = 1024 * 1024


@pytest.fixture
def opened(tmp_path):
    """Open what is given; return the bytes of each file by its path, and the kinds of notes by place."""
    spool = tmp_path / "spool"

    def opened(*paths, **limits):
        notes, data = [], {}
        shutil.rmtree(spool, ignore_errors=True)
        spool.mkdir()
        for file in Inputs(paths, spool, notes.append, Limits(**limits)):
            try:
                data[file.path] = pickle.loads(pickle.dumps(file)).read()
                assert len(data[file.path]) == file.size
            except Breach as breach:
                notes.append(breach.note(file.path))
        return data, {note.place: note.kind for note in notes}

    return opened


def written(folder, name, data):
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.xz", "a.tar.bz2", "A.ZIP"])
def test_an_archive_is_read_as_a_folder(tmp_path, opened, name):
    members = {"English/1.xml": b"one", "French/2.xml": b"two" * 100_000, "exact.xml": b"x" * 1024, "no.xml": b""}
    form = {"gz": "gz", "tgz": "gz", "xz": "xz", "bz2": "bz2"}.get(name.rpartition(".")[2], "")
    data = hostile.zipped(members) if name.lower().endswith("zip") else hostile.tarred(members, form)
    found, notes = opened(written(tmp_path, name, data))
    assert found == {f"{name}/{member}": data for member, data in members.items()} and not notes


def test_archives_in_archives_are_read_as_deep_as_the_limit_says(tmp_path, opened):
    inner = hostile.tarred({"1.xml": b"one"}, "xz")
    outer = written(tmp_path, "o.zip", hostile.zipped({"s/i.tar.xz": inner, "2.xml": b"two"}))
    assert opened(outer) == ({"o.zip/s/i.tar.xz/1.xml": b"one", "o.zip/2.xml": b"two"}, {})
    assert opened(outer, archive_nesting=1) == (
        {"o.zip/2.xml": b"two"},
        {"o.zip/s/i.tar.xz": "refused-archive-nesting"},
    )


def test_files_come_in_one_order(tmp_path, opened):
    for name in ("b/2.xml", "a/1.xml", "a/B.xml", "a.xml"):
        (tmp_path / "given" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "given" / name).write_bytes(b"x")
    found, _ = opened(tmp_path / "given")
    assert list(found) == ["given/a/1.xml", "given/a/B.xml", "given/a.xml", "given/b/2.xml"]


def test_two_inputs_of_one_name_are_refused(tmp_path, opened):
    (tmp_path / "a" / "English").mkdir(parents=True)
    (tmp_path / "b" / "English").mkdir(parents=True)
    with pytest.raises(ValueError, match="English"):
        opened(tmp_path / "a" / "English", tmp_path / "b" / "English")
    with pytest.raises(ValueError, match="missing"):
        opened(tmp_path / "missing")


def test_the_hostile_folder_is_gone_through(tmp_path, opened):
    folder = hostile.make(tmp_path)
    before = {path for path in tmp_path.rglob("*") if not path.is_symlink()}
    found, notes = opened(folder, path_depth=20)
    spooled = {path for path in tmp_path.rglob("*") if tmp_path / "spool" in (path, *path.parents)}
    assert {path for path in tmp_path.rglob("*") if not path.is_symlink()} - spooled == before
    assert not any(hostile.SECRET.encode() in data for data in found.values())
    goods = {"escape.zip", "escape.tar", "links.zip", "links.tar"}
    assert {place for place in found if place.endswith("good.xml")} == {f"hostile/{name}/good.xml" for name in goods}
    assert "hostile/bomb.tar.xz/first.xml" in found
    assert (
        notes.items()
        >= {
            "hostile/link.xml": "refused-link",
            "hostile/link-to-folder": "refused-link",
            "hostile/loop": "refused-link",
            "hostile/pipe.xml": "refused-device",
            "hostile/deep" + "/d" * 20: "refused-path-depth",
            "hostile/.git": "folder-of-a-program",
            "hostile/escape.zip/../escaped.xml": "refused-member-path",
            "hostile/escape.zip//tmp/escaped.xml": "refused-member-path",
            "hostile/escape.zip/C:\\escaped.xml": "refused-member-path",
            "hostile/escape.tar/../escaped.xml": "refused-member-path",
            "hostile/links.zip/l.xml": "refused-link",
            "hostile/links.tar/s.xml": "refused-link",
            "hostile/links.tar/h.xml": "refused-link",
            "hostile/links.tar/d.xml": "refused-device",
            "hostile/links.tar/p.xml": "refused-device",
            "hostile/bomb.zip/zeros.xml": "refused-archive-ratio",
            "hostile/bombs.zip/bomb0.zip/zeros.xml": "refused-archive-ratio",
            "hostile/bomb.tar.xz": "refused-archive-ratio",
            "hostile/bomb.tar.gz": "refused-archive-ratio",
            "hostile/overlapping.zip": "refused-archive-ratio",
            "hostile/nested.zip/inner4.zip/inner3.zip": "refused-archive-nesting",
            "hostile/broken.zip": "refused-archive",
            "hostile/broken.tar.xz": "refused-archive",
            "hostile/no.tar": "refused-archive",
        }.items()
    )


def test_limits_of_archives_are_held(tmp_path, opened):
    many = {f"{number}.xml": b"x" for number in range(20)}
    for name, data in (("m.zip", hostile.zipped(many)), ("m.tar", hostile.tarred(many))):
        found, notes = opened(written(tmp_path, name, data), archive_members=10)
        assert len(found) <= 10 and notes == {name: "refused-archive-members"}
        found, notes = opened(tmp_path / name, archive_bytes=5)
        assert len(found) <= 5 and notes == {name: "refused-archive-bytes"}
        found, notes = opened(tmp_path / name, files=7)
        assert len(found) == 7 and notes == {"": "refused-files"}
    large = {"large.xml": b"x" * 1000, "small.xml": b"x"}
    for name, data in (("l.zip", hostile.zipped(large)), ("l.tar", hostile.tarred(large))):
        found, notes = opened(written(tmp_path, name, data), file_bytes=999)
        assert set(found) == {f"{name}/small.xml"} and notes == {f"{name}/large.xml": "refused-file-bytes"}


def test_a_size_that_lies_does_not_pass_the_limit(tmp_path, opened, monkeypatch):
    data = bytearray(hostile.zipped({"a.xml": b"y" * 5000}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(signature) + place
        data[start : start + 4] = (10).to_bytes(4, "little")
    found, notes = opened(written(tmp_path, "a.zip", bytes(data)))
    assert not found and notes == {"a.zip/a.xml": "refused-archive"}
    monkeypatch.setenv("UNMANDATES_IMPORT_FILE_BYTES", "10")
    found, notes = opened(written(tmp_path, "b.xml", b"x" * 11))
    assert not found and notes == {"b.xml": "refused-file-bytes"}


def test_a_header_without_end_is_refused(tmp_path, opened):
    info = tarfile.TarInfo("a.xml")
    info.pax_headers = {"comment": "x" * (3 * MIB)}
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    assert opened(written(tmp_path, "a.tar", held.getvalue())) == ({}, {"a.tar": "refused-archive-header"})


def test_a_tar_that_is_cut_short_is_named(tmp_path, opened):
    data = hostile.tarred({"1.xml": b"one", "2.xml": b"two" * 1000})
    found, notes = opened(written(tmp_path, "a.tar", data[:1600]))
    assert set(found) == {"a.tar/1.xml"} and notes == {"a.tar": "refused-archive"}


def test_names_are_taken_once(tmp_path, opened):
    with pytest.warns(UserWarning), zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1.xml", b"first")
        archive.writestr("1.xml", b"second")
    assert opened(tmp_path / "a.zip") == ({"a.zip/1.xml": b"second"}, {"a.zip/1.xml": "refused-member-repeated"})
    written(tmp_path, "b.tar", hostile.tarred({"1.xml": b"first", "./1.xml": b"second"}))
    assert opened(tmp_path / "b.tar") == ({"b.tar/1.xml": b"first"}, {"b.tar/1.xml": "refused-member-repeated"})


def test_a_name_that_is_no_text_can_be_written(tmp_path, opened):
    (tmp_path / "given").mkdir()
    written(tmp_path / "given", b"\xff.xml".decode("utf-8", "surrogateescape"), b"x")
    assert opened(tmp_path / "given") == ({"given/\\xff.xml": b"x"}, {})


def test_an_encrypted_member_and_an_odd_method_are_named(tmp_path, opened):
    data = bytearray(hostile.zipped({"a.xml": b"x"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert opened(written(tmp_path, "e.zip", bytes(data))) == ({}, {"e.zip/a.xml": "refused-encrypted"})
    with zipfile.ZipFile(tmp_path / "l.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", b"x")
    assert opened(tmp_path / "l.zip") == ({}, {"l.zip/a.xml": "refused-method"})
