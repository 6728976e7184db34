import json
import zipfile
from hashlib import sha256
from io import BytesIO

from candour.figures.files import bundle
from candour.figures.releasing.numbers import Asked, fingerprint, from_bytes, to_bytes
from candour.figures.showing.downloads import DOWNLOADS

from .sample import FIRST, LAST, sample_document

SAMPLE = sample_document()
FILES = bundle.all_files(SAMPLE)


def test_a_release_has_every_file_that_its_page_offers() -> None:
    assert set(FILES) == {one.name for one in DOWNLOADS}


def test_every_hash_is_that_of_its_file_and_no_file_is_left_out() -> None:
    lines = FILES["SHA256SUMS"].decode().splitlines()
    named = {name: hashed for hashed, name in (line.split("  ") for line in lines)}
    assert named == {
        name: sha256(content).hexdigest()
        for name, content in FILES.items()
        if name not in ("SHA256SUMS", "release.zip")
    }


def test_the_hash_of_the_json_is_that_of_the_release() -> None:
    assert fingerprint(FILES["figures.json"]) == fingerprint(to_bytes(SAMPLE))


def test_the_parcel_holds_the_files_byte_for_byte_in_a_folder_of_their_own() -> None:
    with zipfile.ZipFile(BytesIO(FILES["release.zip"])) as parcel:
        assert parcel.testzip() is None
        held = {name: parcel.read(name) for name in parcel.namelist()}
    assert held == {f"release-4.1/{name}": made for name, made in FILES.items() if name != "release.zip"}


def test_the_parcel_has_no_clock_in_it_and_plain_rights() -> None:
    with zipfile.ZipFile(BytesIO(FILES["release.zip"])) as parcel:
        for one in parcel.infolist():
            assert one.date_time == (1980, 1, 1, 0, 0, 0)
            assert one.external_attr >> 16 == 0o100644


def test_the_same_release_makes_the_same_files_also_when_it_is_read_back() -> None:
    assert bundle.all_files(from_bytes(to_bytes(SAMPLE))) == FILES


def test_another_number_makes_other_hashes() -> None:
    other = bundle.all_files(sample_document(version=2, changes="One call was missing."))
    assert other["SHA256SUMS"] != FILES["SHA256SUMS"] and other["release.zip"] != FILES["release.zip"]


def test_the_read_me_says_what_each_file_is_and_what_each_sign_means() -> None:
    words = FILES["README.txt"].decode()
    for name in set(FILES) - {"README.txt", "release.zip"}:
        assert name in words
    for sign in ("[c]", "[x]", "[z]", "[p]", "[r]", "sha256sum -c SHA256SUMS", "4.1-1"):
        assert sign in words
    assert "{" not in words and all(len(line) <= 110 for line in words.splitlines())


def test_every_file_of_a_rehearsal_that_has_words_says_that_its_numbers_are_invented() -> None:
    made = bundle.all_files(sample_document(rehearsal=True))
    assert made["README.txt"].decode().startswith("Rehearsal: these numbers are invented.")
    assert json.loads(made["figures.json"])["rehearsal"] is True
    assert b"Rehearsal: The line's first year" in made["figures.csv-metadata.json"]
    assert set(made) == set(FILES)
    assert not any(b"Rehearsal:" in FILES[name] for name in ("README.txt", "figures.json", "figures.csv"))


def test_the_read_me_of_an_answer_begins_with_its_question() -> None:
    asked = Asked("How many contacts were in Welsh?", "M01", FIRST, LAST, "language", "cy")
    words = bundle.read_me(sample_document(asked=asked)).decode()
    assert "How many contacts were in Welsh?" in words
