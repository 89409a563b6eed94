#!/usr/bin/env python3
"""Checks the proof of a single audit event without FlaskTrack. Needs Python 3.8 or later and verify_packet.py beside it.

    python3 verify_event.py nordhavn-event-42-proof.json [--keys flasktrack-keys.json]

One line a check; exit code 0 when every one passed, 1 when one failed, 2 when the command line or a file is wrong.
"""
import argparse
import hashlib
import json
import sys

from verify_packet import PublicKey, Refused, canonical_text, included, no_constant, unique


def checks(proof, trusted):
    event, point = proof["event"], proof["checkpoint"]
    if event is None:
        yield "event", True, "withheld from whoever asked for the proof; its hash is proved, its content is not here"
    else:
        content = {name: value for name, value in event.items() if name != "hash"}
        hashed = event["previous_hash"].encode() + b"\n" + canonical_text(content).encode("utf-8")
        same = hashlib.sha256(hashed).hexdigest() == event["hash"] == proof["hash"] and event["sequence"] == proof["sequence"]
        yield "event", same, "its content gives its hash" if same else "its content does not give the hash that is proved"
    inclusion = proof["inclusion"]
    inside = inclusion["index"] == proof["sequence"] - 1 and included(
        proof["hash"], inclusion["index"], point["sequence"], inclusion["path"], point["merkle_root"])
    yield "inclusion", inside, "the path leads to the checkpoint's root" if inside else "the path does not lead to the checkpoint's root"
    key = PublicKey(proof["public_key"])
    message = "flasktrack-checkpoint/1\n%s\n%d\n%s\n%s\n%s\n" % (
        point["organization"], point["sequence"], point["head_hash"], point["merkle_root"], point["time"])
    signed = key.verifies(message.encode(), point["signature"]) and point["organization"] == proof["organization"]
    yield "signature", signed, "the checkpoint is signed by the key" if signed else "the checkpoint is not signed by the key"
    if trusted is None:
        yield "key", key.key_id == proof["key_id"], "the key is the proof's own, not compared with a published one"
    else:
        known = key.key_id in trusted and key.key_id == proof["key_id"]
        yield "key", known, "the key is a published one" if known else "the key is not a published one"


def main():
    parser = argparse.ArgumentParser(description="Checks the proof of a single audit event.")
    parser.add_argument("proof")
    parser.add_argument("--keys", help="a saved copy of /.well-known/flasktrack-keys.json")
    arguments = parser.parse_args()
    try:
        with open(arguments.proof, encoding="utf-8") as file:
            proof = json.load(file, object_pairs_hook=unique, parse_constant=no_constant)
        trusted = None
        if arguments.keys:
            with open(arguments.keys, encoding="utf-8") as file:
                trusted = {PublicKey(key["public_key"]).key_id for key in json.load(file)["keys"]}
        if proof["format"] != "flasktrack-event-proof/1":
            raise Refused("the format is not known")
        results = list(checks(proof, trusted))
    except (OSError, ValueError, KeyError, TypeError, Refused) as problem:
        print("FAILED  file: %s" % problem)
        return 2
    for name, ok, reason in results:
        print("%s  %s: %s" % ("ok    " if ok else "FAILED", name, reason))
    whole = all(ok for _, ok, _ in results)
    print("Event %d of %s is %s." % (proof["sequence"], proof["organization"], "proved" if whole else "NOT proved"))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
