"""Answers are kept through crashes, with two writers at once, and where nothing can be written."""

import errno
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from vitd_edu.physiology.inputs import InputError
from vitd_edu.teaching import journal

KILLS = 200
# A child writes and says what it has written; its parent hears some of it, and then kills it, again and again.
KILLER = """
import os, signal, sys
from vitd_edu.teaching import journal

for turn in range(int(sys.argv[1])):
    heard, says = os.pipe()
    child = os.fork()
    if child == 0:
        for number in range(10_000):
            text = f"{turn}-{number}"
            journal.keep(journal.entry("01-check-one", "check", (text, "x" * (number * 37 % 900)), True))
            os.write(says, f"{text}\\n".encode())
        os._exit(1)
    os.close(says)
    with os.fdopen(heard) as lines:
        told = [lines.readline() for _ in range(1 + turn % 3)]
        os.kill(child, signal.SIGKILL)
        told += lines.readlines()
    os.waitpid(child, 0)
    sys.stdout.writelines(told)
"""
WRITER = """
import sys
from vitd_edu.teaching import journal

for number in range(150):
    journal.keep(journal.entry("01-check-one", "check", (f"{sys.argv[1]}-{number}",), True))
    print(f"{sys.argv[1]}-{number}")
"""


def made(text="a", question="01-check-one"):
    return journal.entry(question, "check", (text,), False, ("unit-mix-up",))


def started(script, folder, argument):
    return subprocess.Popen([sys.executable, "-c", script, argument], cwd=folder, stdout=subprocess.PIPE, text=True)


def given(folder):
    return [entry.given[0] for entry in journal.entries(folder)]


def only(**changed):
    """The operating system as the journal sees it, with some calls changed."""
    return SimpleNamespace(**{**vars(os), **changed})


def test_an_entry_comes_back_as_it_was(learners_folder):
    kept = made('Grüße ↯ \n "quoted"')
    assert journal.keep(kept) == ""
    assert journal.entries() == (kept,)
    assert journal.last("01-check-one") == kept
    assert journal.tries("01-check-one") == 1
    assert journal.last("01-check-two") is None


def test_each_line_is_one_readable_object(learners_folder):
    for text in "abc":
        journal.keep(made(text))
    lines = (learners_folder / "journal-me.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["given"] for line in lines] == [["a"], ["b"], ["c"]]
    assert set(json.loads(lines[0])) == {
        "time", "lesson", "question", "part", "given", "right", "misconceptions", "version",
    }  # fmt: skip


def test_a_process_killed_while_it_writes_loses_no_answer_that_it_acknowledged(learners_folder):
    """One process after the other is killed in the midst of its writing, 200 times; all write to one file."""
    killer = started(KILLER, learners_folder, str(KILLS))
    acknowledged = killer.communicate()[0].split()
    assert killer.returncode == 0
    assert len({text.partition("-")[0] for text in acknowledged}) == KILLS
    assert set(acknowledged) <= set(given(learners_folder))


@pytest.mark.parametrize("cut", [1, 10, 60, 150])
def test_a_line_that_was_cut_short_is_passed_over_and_the_next_one_is_whole(learners_folder, cut):
    for text in ("first", "torn"):
        journal.keep(made(text))
    file = learners_folder / "journal-me.jsonl"
    file.write_bytes(file.read_bytes()[:-cut])
    journal.keep(made("after"))
    assert given(learners_folder) == (["first", "torn", "after"] if cut == 1 else ["first", "after"])


def test_two_notebooks_that_write_at_once_harm_nothing(learners_folder):
    writers = [started(WRITER, learners_folder, name) for name in ("left", "right")]
    told = [each.communicate()[0].split() for each in writers]
    found = given(learners_folder)
    assert len(found) == 300
    for lines in told:
        assert [text for text in found if text in set(lines)] == lines


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        '{"time": 1}',
        "\x00\x00",
        "[" * 5000,
        '{"given": "abc", "right": "yes"}',
    ],
)
def test_a_line_that_is_no_entry_is_passed_over(learners_folder, line):
    journal.keep(made("before"))
    with (learners_folder / "journal-me.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    journal.keep(made("after"))
    assert given(learners_folder) == ["before", "after"]


def test_a_full_disk_is_said_and_the_answer_remembered(learners_folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal, "os", only(write=full))
    said = journal.keep(made("kept"))
    assert "could not be written to journal-me.jsonl (No space left on device)" in said
    assert "Is the disk full" in said
    assert given(learners_folder) == ["kept"]


def test_a_disk_that_fills_up_within_a_line_is_said(learners_folder, monkeypatch):
    journal.keep(made("whole"))
    with monkeypatch.context() as half_full:
        half_full.setattr(journal, "os", only(write=lambda handle, line: os.write(handle, line[:20])))
        assert "No space left" in journal.keep(made("half"))
    journal.keep(made("after"))
    lines = (learners_folder / "journal-me.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4, "the torn line, and the same answer again, whole"
    assert given(learners_folder) == ["whole", "half", "after"]


def test_a_folder_that_cannot_be_written_is_said(learners_folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(journal, "os", only(open=refuse))
    assert "Permission denied" in journal.keep(made("kept"))
    assert given(learners_folder) == ["kept"]


def test_answers_are_kept_under_an_alias(learners_folder):
    journal.keep(made("before"))
    assert "journal-Ada-L.jsonl" in journal.rename("  Ada L ")
    journal.keep(made("after"))
    assert journal.alias() == "Ada-L"
    assert given(learners_folder) == ["before", "after"]
    assert sorted(path.name for path in learners_folder.glob("journal-*")) == ["journal-Ada-L.jsonl"]


def test_going_back_to_an_alias_finds_its_answers_and_mixes_nothing(learners_folder):
    journal.rename("ada")
    journal.keep(made("of ada"))
    journal.rename("ben")
    assert given(learners_folder) == []
    journal.keep(made("of ben"))
    assert "Welcome back" in journal.rename("ada")
    assert given(learners_folder) == ["of ada"]


@pytest.mark.parametrize("name", ["../up", "a/b", "a\\b", "x" * 31, "semi;colon", "nul\x00"])
def test_a_name_that_cannot_be_part_of_a_file_is_refused_in_words(learners_folder, name):
    with pytest.raises(InputError, match="cannot be part of a file's name"):
        journal.rename(name)
    assert journal.alias() == "me"


@pytest.mark.parametrize("content", [b"../evil", b"\xff\xfe", b""])
def test_a_spoiled_alias_file_counts_as_none(learners_folder, content):
    (learners_folder / journal.ALIAS_FILE).write_bytes(content)
    assert journal.path().name == "journal-me.jsonl"
