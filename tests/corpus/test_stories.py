import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamagedIndex
from corpus.stories import StoryIndex, quoted_in

# Sentences of words that occur nowhere else, so that only what is meant to be shared is.
WORDS = [first + second for first in "bcdfghklmn" for second in
         ["ado", "ebi", "ilu", "ona", "uri", "amo", "evo", "ipa", "oty", "usk"]]  # fmt: skip


def prose(seed, sentences=20):
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=15)).capitalize() + "." for _ in range(sentences)]


def told(*sentences):
    return "\n\n".join(" ".join(part) for part in sentences)


STORY = prose("story")
OTHER = prose("other")
SPEECH = prose("speech", 5)
TEXTS = {
    "story": (told(STORY), ()),
    "copy": (told(["Our own lead differs a little from theirs.", *STORY[1:]]), ()),
    "shortened": (told(STORY[:6]), ()),
    "revised": (told(STORY[:12], prose("revised", 8)), ()),
    "round-up": (told(STORY[:1], OTHER[:1], *(prose(n, 2) for n in range(9))), ()),
    "other": (told(OTHER), ()),
    "speech": (told(SPEECH, prose("a", 15)), SPEECH),
    "speech elsewhere": (told(prose("b", 6), SPEECH[:4], prose("c", 6)), SPEECH[:4]),
    "quoted later": (told(prose("d", 30), SPEECH[:1]), [*SPEECH[:1], *prose("e", 4)]),
    "short": ("Too short.", ()),
    "nothing": ("", ()),
}
STORIES = [{"story", "copy", "shortened", "revised"}, {"speech", "speech elsewhere"}]


def index_of(names):
    index = StoryIndex()
    for name in names:
        index.add(name, *TEXTS[name])
    return index


@pytest.mark.parametrize("name", TEXTS)
def test_copies_and_shared_quotations_make_a_story(name):
    expected = next((story for story in STORIES if name in story), {name})
    assert index_of(TEXTS).cluster_of(name) == expected


@given(st.permutations(sorted(TEXTS)), st.data())
def test_the_order_of_coming_and_going_does_not_matter(names, data):
    index = index_of(names)
    gone = data.draw(st.sets(st.sampled_from(names)))
    for name in gone:
        index.remove(name)
    left = [name for name in sorted(names) if name not in gone]
    fresh = index_of(left)
    assert [index.cluster_of(name) for name in left] == [fresh.cluster_of(name) for name in left]


@given(st.permutations(sorted(TEXTS)), st.permutations(sorted(TEXTS)), st.integers(0, len(TEXTS)))
def test_groups_are_the_same_in_any_order(added, asked, count):
    groups = index_of(added).grouped(asked[:count])
    assert [name for group in groups for name in group[:1]] == [
        name for name in asked[:count] if any(group[0] == name for group in groups)
    ]
    expected = [{*asked[:count]} & story for story in STORIES]
    alone = [{name} for name in asked[:count] if not any(name in story for story in STORIES)]
    assert sorted(map(sorted, groups)) == sorted(map(sorted, filter(None, [*expected, *alone])))


def test_the_same_words_quoted_link_reports_without_being_told():
    lead = told(prose("f", 12), [f"“{' '.join(SPEECH[:4])}” she said."])
    other = told([f"She said: “{' '.join(SPEECH[:4])}”"], prose("g", 8))
    index = StoryIndex()
    index.add(1, lead)
    index.add(2, other)
    assert index.cluster_of(1) == {1, 2}
    assert quoted_in(lead) == [" ".join(SPEECH[:4])]


@given(st.permutations(sorted(TEXTS)), st.data())
def test_what_was_saved_groups_as_before(tmp_path_factory, names, data):
    path = tmp_path_factory.mktemp("stories") / "stories.npz"
    index, ids = StoryIndex(), {name: number for number, name in enumerate(sorted(TEXTS), 5)}
    for name in names:
        index.add(ids[name], *TEXTS[name])
    for name in data.draw(st.sets(st.sampled_from(names))):
        index.remove(ids[name])
    index.save(path)
    opened = StoryIndex.open(path)
    assert {*opened} == {*index}
    for one in index:
        assert opened.cluster_of(one) == index.cluster_of(one)
    for one in index:
        opened.add(one, *TEXTS[names[0]])
        opened.remove(one)
    assert len(opened) == 0


def damaged(path):
    content = path.read_bytes()
    return [b"", b"words", content[: len(content) // 2], b"\x80\x04." + content[3:]]


def test_what_cannot_be_trusted_is_refused(tmp_path):
    path = tmp_path / "stories.npz"
    with pytest.raises(DamagedIndex):
        StoryIndex.open(path)
    index = StoryIndex()
    index.add(1, *TEXTS["story"])
    index.save(path)
    for content in damaged(path):
        path.write_bytes(content)
        with pytest.raises(DamagedIndex):
            StoryIndex.open(path)


def test_a_changed_text_takes_the_place_of_the_old_one():
    index = index_of(TEXTS)
    index.add("copy", told(OTHER))
    assert index.cluster_of("copy") == {"copy", "other"}
    assert "copy" not in index.cluster_of("story")
    assert len(index) == len(TEXTS)


def test_what_is_not_there_has_no_story():
    index = index_of(["story"])
    index.remove("nobody")
    with pytest.raises(KeyError):
        index.cluster_of("nobody")


def test_likeness_is_the_same_from_both_sides():
    index = index_of(TEXTS)
    for name in TEXTS:
        for other, likeness in index.likenesses(name).items():
            assert index.likenesses(other)[name] == likeness


def test_case_marks_and_line_ends_do_not_matter():
    index = index_of(["story"])
    index.add("shouted", told(STORY).upper().replace(".", " !\r\n"))
    assert index.likenesses("story")["shouted"].of_shorter == 1


@given(st.lists(st.text(), max_size=5))
def test_any_texts_can_be_compared(texts):
    index = StoryIndex()
    for number, text in enumerate(texts):
        index.add(number, text, [text])
    assert all(number in index.cluster_of(number) for number in range(len(texts)))
