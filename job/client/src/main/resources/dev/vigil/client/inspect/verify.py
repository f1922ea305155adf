#!/usr/bin/env python3
"""Checks a bundle of an inspection with Python 3 alone, and openssl for the signature.

    python3 verify.py [FOLDER] [VERIFIER-KEY]

Take this file from a source that you trust, and the verifier key (NAME+ID+KEY) from the platform
by another way than the bundle. Exit code 0: each record is as it was when it was logged. Exit
code 1: something is wrong, or was not checked.
"""
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
problems = []
unchecked = []


def path(name):
    return os.path.join(FOLDER, *name.split("/"))


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def wrong(place, what):
    problems.append(place)
    print("WRONG %s: %s" % (place, what))


def not_checked(what):
    unchecked.append(what)
    print("NOT CHECKED: " + what)


def sha(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def leaf(data):
    return sha(b"\x00", data)


def node(left, right):
    return sha(b"\x01", left, right)


def merkle(hashes):
    """RFC 6962, section 2.1."""
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node(merkle(hashes[:split]), merkle(hashes[split:]))


def check_sums():
    listed = {"SHA256SUMS"}
    for line in read("SHA256SUMS").decode().splitlines():
        expected, name = line.split("  ", 1)
        listed.add(name)
        try:
            if hashlib.sha256(read(name)).hexdigest() != expected:
                wrong(name, "another SHA-256 than in SHA256SUMS")
        except OSError:
            wrong(name, "the file is missing")
    for folder, _, files in os.walk(FOLDER):
        for file in files:
            name = os.path.relpath(os.path.join(folder, file), FOLDER).replace(os.sep, "/")
            if name not in listed:
                wrong(name, "a file that SHA256SUMS does not list")


def check_signature(note, key):
    """C2SP signed-note, Ed25519."""
    text, _, signatures = note.rpartition("\n\n")
    name, key_id, typed = key.strip().split("+", 2)
    public = base64.b64decode(typed)[1:]
    for line in signatures.splitlines():
        _, signer, encoded = line.split(" ")
        blob = base64.b64decode(encoded)
        if signer == name and blob[:4].hex() == key_id:
            with tempfile.TemporaryDirectory() as work:
                names = [os.path.join(work, it) for it in ("key", "text", "signature")]
                der = bytes.fromhex("302a300506032b6570032100") + public
                contents = (der, (text + "\n").encode(), blob[4:])
                for file, content in zip(names, contents):
                    with open(file, "wb") as out:
                        out.write(content)
                command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
                           names[0], "-rawin", "-in", names[1], "-sigfile", names[2]]
                try:
                    done = subprocess.run(command, stdout=subprocess.DEVNULL,
                                          stderr=subprocess.DEVNULL)
                except OSError:
                    not_checked("the signature, as openssl is not there")
                    return
                if done.returncode != 0:
                    wrong("log/checkpoint", "the signature is not of the key")
                return
    wrong("log/checkpoint", "no signature of the key " + name)


class Log:
    """The tiles of C2SP tlog-tiles that are in the bundle."""

    def __init__(self, size):
        self.size = size
        self.tiles = {}
        self.version = None

    def name(self, level, number, width):
        text = "%03d" % (number % 1000)
        rest = number // 1000
        while rest:
            text = "x%03d/" % (rest % 1000) + text
            rest //= 1000
        part = "" if width == 256 else ".p/%d" % width
        return "log/tile/%d/%s%s" % (level, text, part)

    def tile(self, level, number):
        if (level, number) not in self.tiles:
            width = min(256, (self.size >> 8 * level) - 256 * number)
            name = self.name(level, number, width)
            data = read(name)
            hashes = [data[i:i + 32] for i in range(0, len(data), 32)]
            self.tiles[level, number] = hashes
            if len(data) != 32 * width:
                wrong(name, "not %d hashes" % width)
            elif width == 256:
                above = self.tile(level + 1, number // 256)
                if above[number % 256] != merkle(hashes):
                    wrong(name, "another root than in the tile above it")
        return self.tiles[level, number]

    def full(self, level, index):
        if level % 8 == 0:
            return self.tile(level // 8, index // 256)[index % 256]
        return node(self.full(level - 1, 2 * index), self.full(level - 1, 2 * index + 1))

    def root(self, begin, end):
        count = end - begin
        if count & count - 1 == 0 and begin % count == 0:
            return self.full(count.bit_length() - 1, begin // count)
        split = 1 << (count - 1).bit_length() - 1
        return node(self.root(begin, begin + split), self.root(begin + split, end))


def pages(log, partition):
    """Of each offset that the partition's pages list: its digest; and what newer pages are about."""
    listed, newer = {}, []
    name = "log/pages/%s.ndjson" % partition
    if not os.path.exists(path(name)):
        return listed, newer
    for number, line in enumerate(read(name).splitlines(), 1):
        place = "%s line %d" % (name, number)
        try:
            entry = json.loads(line)
            index, page = entry["index"], entry["page"]
            if log.tile(0, index // 256)[index % 256] != leaf(page["leaf"].encode()):
                wrong(place, "not the log's entry %d" % index)
                continue
            content = json.loads(page["leaf"])
            log.version = log.version or content["v"]
            if content["v"] != log.version:
                wrong(place, "page version %d in a log of version %d" % (content["v"], log.version))
            if content["v"] > 1:
                not_checked("%s, page version %d; use a newer verify.py or vigil"
                            % (place, content["v"]))
                newer.append((content["from"], content["to"]))
                continue
            data = base64.b64decode(page["digests"])
            digests = [data[i:i + 32] for i in range(0, len(data), 32)]
            if merkle(digests) != base64.b64decode(content["root"]):
                wrong(place, "digests of other records than its entry has")
                continue
            offset, found = content["from"], 0
            for i, run in enumerate(page["runs"]):
                for at in range(offset, offset + run) if i % 2 == 0 else ():
                    listed[at] = digests[found]
                    found += 1
                offset += run
        except (ValueError, KeyError, IndexError, TypeError):
            wrong(place, "no page of the log")
    return listed, newer


def check_records(log, span):
    partition = "%s-%d" % (span["topic"], span["partition"])
    listed, newer = pages(log, partition)
    name = "records/%s.ndjson" % partition
    there = set()
    for number, line in enumerate(read(name).split(b"\n")[:-1] if os.path.exists(path(name)) else (), 1):
        place = "%s line %d" % (name, number)
        try:
            record = json.loads(line)
            offset = int(record["kafkaoffset"])
            same = (record["kafkatopic"] == span["topic"]
                    and int(record["kafkapartition"]) == span["partition"])
        except (ValueError, KeyError, TypeError):
            wrong(place, "no record")
            continue
        there.add(offset)
        if same and any(begin <= offset <= end for begin, end in newer):
            continue
        if not same or listed.get(offset) != leaf(line):
            wrong("%s/%d/%d (%s)" % (span["topic"], span["partition"], offset, place),
                  "not the record that the log lists" if offset in listed else "on no page")
    if span["isWhole"]:
        for offset in sorted(listed):
            if span["from"] <= offset < span["to"] and offset not in there:
                wrong("%s/%d/%d" % (span["topic"], span["partition"], offset),
                      "a record that the log lists is missing")
    return len(there)


def main():
    if not os.path.isfile(path("SHA256SUMS")):
        print(__doc__)
        print("expected a bundle, a folder with SHA256SUMS, got " + FOLDER)
        return 1
    check_sums()
    key = sys.argv[2] if len(sys.argv) > 2 else read("log/keys.txt").decode().splitlines()[0]
    note = read("log/checkpoint").decode()
    check_signature(note, key)
    size, root = note.split("\n")[1:3]
    log = Log(int(size))
    if log.root(0, log.size) != base64.b64decode(root):
        wrong("log/checkpoint", "another root than the tiles have")
    records = sum(check_records(log, span) for span in json.loads(read("spans.json"))["spans"])
    print("%d records, log of %s pages, key %s" % (records, size, key.split("+")[0]))
    print("SHA-256 of SHA256SUMS: " + hashlib.sha256(read("SHA256SUMS")).hexdigest())
    if len(sys.argv) < 3:
        print("The key is the bundle's own: compare it with the one that you have from elsewhere.")
    if problems:
        print("wrong: %d" % len(problems))
    elif unchecked:
        print("nothing is wrong in what was checked; not checked: %d" % len(unchecked))
    else:
        print("nothing is wrong")
    return 1 if problems or unchecked else 0


if __name__ == "__main__":
    sys.exit(main())
