"""A folder of files that mean no good, each named for what it tries; and a secret beside it that must not come out."""

import io
import os
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

#: What stands in a file outside the folder.
SECRET = "the secret that lies outside"
#: A name that stands in addresses of files alone.
PERSON = "jdoe-of-the-secretariat"
MIB = 1024 * 1024


def make(folder: Path, server: str = "http://192.0.2.1") -> Path:
    """Make the hostile folder below a folder; return it. Its files want to be read from a server as well."""
    secret = folder / "outside" / "secret.xml"
    secret.parent.mkdir()
    secret.write_text(f"<act>{SECRET}</act>")
    hostile = folder / "hostile"
    hostile.mkdir()
    _links(hostile, secret)
    session = hostile / "75session" / "English"
    session.mkdir(parents=True)
    for number, data in enumerate(_xml(secret, server).values(), 300):
        (session / f"A_RES_75_{number}_E.xml").write_bytes(data)
    for name, data in {**_xml(secret, server), **_json(), **_csv(), **_rdf(secret, server)}.items():
        (hostile / name).write_bytes(data)
    for name, data in _archives().items():
        (hostile / name).write_bytes(data)
    return hostile


def _links(hostile: Path, secret: Path) -> None:
    (hostile / "link.xml").symlink_to(secret)
    (hostile / "link-to-folder").symlink_to(secret.parent)
    (hostile / "loop").symlink_to(hostile)
    os.mkfifo(hostile / "pipe.xml")
    deep = hostile / "deep"
    for _ in range(40):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (hostile / ".git").mkdir()
    (hostile / ".git" / "config.xml").write_text("<act/>")


def _xml(secret: Path, server: str) -> dict[str, bytes]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    include = f'<act xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="{secret.as_uri()}" parse="text"/></act>'
    schema = f'<act xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="a {server}/a"/>'
    return {
        "laughs.xml": f'<!DOCTYPE act [<!ENTITY l0 "ha">{laughs}]><act>&l11;</act>'.encode(),
        "entity.xml": f'<!DOCTYPE act [<!ENTITY e SYSTEM "{secret.as_uri()}">]><act>&e;</act>'.encode(),
        "entity-utf-16.xml": f'<!DOCTYPE act [<!ENTITY e SYSTEM "{secret.as_uri()}">]><act>&e;</act>'.encode("utf-16"),
        "network.xml": f'<!DOCTYPE act SYSTEM "{server}/act.dtd"><act/>'.encode(),
        "include.xml": include.encode(),
        "schema.xml": schema.encode(),
        "sheet.xml": f'<?xml-stylesheet href="{server}/a.xsl" type="text/xsl"?><act/>'.encode(),
        "deep.xml": b"<a>" * 500_000,
        "attributes.xml": b"<act " + b" ".join(b'a%d="1"' % n for n in range(5000)) + b"/>",
        "attribute.xml": b'<act a="' + b"x" * MIB + b'"/>',
        "empty.xml": b"",
        "noise.xml": bytes(range(256)) * 40,
        "controls.xml": "<act title='\u202eevil\u2066'>=cmd()|' /C calc'!A0 \u202e\u200b</act>".encode(),
        "address.xml": f'<act><a href="file:///home/{PERSON}/draft.xml">here</a></act>'.encode(),
    }


def _json() -> dict[str, bytes]:
    return {
        "deep.json": b"[" * 1_000_000,
        "digits.json": b"9" * 200_000,
        "nan.json": b'{"a": NaN}',
        "surrogate.json": b'{"title": "\\ud800 alone"}',
        "75.jsonl": b'{"symbol": "A/RES/75/300", "title": "\\ud800"}\n'
        + b"[" * 100_000
        + b'\n"{\\"symbol\\": 9'
        + b"9" * 9999,
        "A_RES_75_300.json": b'{"a":' * 50_000,
    }


def _csv() -> dict[str, bytes]:
    return {"wide.csv": b"," * 5000 + b"\n", "cell.csv": b"x" * 3 * MIB, "latin.csv": b"caf\xe9\n"}


def _rdf(secret: Path, server: str) -> dict[str, bytes]:
    return {
        "context.jsonld": f'{{"@context": "{server}/context", "@id": "urn:x:1", "name": "x"}}'.encode(),
        "import.jsonld": f'{{"@context": {{"@import": "{secret.as_uri()}"}}, "@id": "urn:x:1"}}'.encode(),
        "deep.jsonld": b'{"@graph": [' * 100_000,
        "deep.ttl": b"<urn:x:1> <urn:x:2> " + b"[ <urn:x:2> " * 200_000,
        "nested.ttl": b"<urn:x:1> <urn:x:2> "
        + b"<<( <urn:x:1> <urn:x:2> " * 200_000
        + b"<urn:x:1>"
        + b" )>>" * 200_000
        + b" .",
        "lists.ttl": b"<urn:x:1> <urn:x:2> " + b"(" * 200_000,
        "address.ttl": f"<urn:x:1> <urn:x:2> <file:///home/{PERSON}/a> .".encode(),
        "relative.ttl": b"<../../etc/passwd> <urn:x:2> <a> .",
        "entity.rdf": f'<!DOCTYPE r [<!ENTITY e SYSTEM "{secret.as_uri()}">]><r>&e;</r>'.encode(),
        "controls.ttl": '<urn:x:1> <urn:x:2> "\u202egnp.exe \\u001B[2J =cmd()" .'.encode(),
        "broken.nq": b"<urn:x:1> <urn:x:2> .\n",
    }


def zipped(members: dict[str, bytes], **more: int) -> bytes:
    """Return a zip archive of members by name; `more` are modes (with their type) of members by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = more.get(name, 0o100644) << 16
            archive.writestr(info, data)
    return held.getvalue()


def tarred(members: dict[str, bytes | tarfile.TarInfo], form: str = "") -> bytes:
    """Return a tar archive of members by name, packed in a form (`xz`, `gz`); a `TarInfo` stands for itself."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=f"w:{form}") as archive:
        for name, data in members.items():
            if isinstance(data, tarfile.TarInfo):
                archive.addfile(data)
                continue
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """Return a member of a tar archive that is a link or a device."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def overlapping(count: int, size: int) -> bytes:
    """Return a zip archive of a number of members that are all one and the same stretch of bytes."""
    packed = zlib.compress(b"a" * size)[2:-4]
    crc = zlib.crc32(b"a" * size)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), size, 1, 0) + b"a" + packed
    directory = b""
    for number in range(count):
        name = b"m%d.xml" % number
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, 0
        )
        directory += name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + end


def _archives() -> dict[str, bytes]:
    escape = {"../escaped.xml": b"<act/>", "/tmp/escaped.xml": b"<act/>", "C:\\escaped.xml": b"<act/>"}
    nested = zipped({"good.xml": b"<act>nested</act>"})
    for depth in range(5):
        nested = zipped({f"inner{depth}.zip": nested})
    bomb = zipped({"zeros.xml": b"\0" * (60 * MIB)})
    return {
        "escape.zip": zipped({**escape, "..\\escaped.xml": b"<act/>", "good.xml": b"<act>in a zip</act>"}),
        "escape.tar": tarred({**escape, "good.xml": b"<act>in a tar</act>"}),
        "links.zip": zipped({"l.xml": b"/etc/passwd", "good.xml": b"<act>beside</act>"}, **{"l.xml": 0o120777}),
        "links.tar": tarred(
            {
                "s": member("s.xml", tarfile.SYMTYPE, "/etc/passwd"),
                "h": member("h.xml", tarfile.LNKTYPE, "../outside/secret.xml"),
                "d": member("d.xml", tarfile.CHRTYPE),
                "p": member("p.xml", tarfile.FIFOTYPE),
                "good.xml": b"<act>beside links</act>",
            }
        ),
        "bomb.zip": bomb,
        "bombs.zip": zipped({f"bomb{number}.zip": bomb for number in range(3)}),
        "bomb.tar.xz": tarred({"first.xml": b"<act>before</act>", "zeros.xml": b"\0" * (60 * MIB)}, "xz"),
        "bomb.tar.gz": tarred({"zeros.xml": b"\0" * (60 * MIB)}, "gz"),
        "overlapping.zip": overlapping(5000, MIB),
        "nested.zip": nested,
        "broken.zip": zipped({"a.xml": b"<act/>"})[:-30],
        "broken.tar.xz": tarred({"a.xml": os.urandom(9000)}, "xz")[:3000],
        "no.tar": b"no archive" * 1000,
    }
