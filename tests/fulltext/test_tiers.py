"""Which segments are merged when: few of them, and nobody waits long."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext.tiers import DOCUMENTS, Size, next_merge

WORDS = 900


def after(updates: list[int]) -> tuple[list[int], list[int]]:
    """Sizes of the segments after updates of so many articles, and of each merge on the way."""
    names = map(str, count())
    sizes: list[Size] = []
    merges: list[int] = []
    for added in updates:
        sizes.append(Size(added, added * WORDS, 0, next(names)))
        while group := next_merge(sizes, added):
            assert len(set(group)) == len(group)
            together = [size for size in sizes if size.name in group]
            live = sum(size.live for size in together)
            sizes = [size for size in sizes if size.name not in group]
            sizes.append(Size(live, live * WORDS, 0, next(names)))
            merges.append(live)
    return [size.live for size in sizes], merges


def test_articles_added_one_by_one_are_written_few_times_and_wait_little() -> None:
    sizes, merges = after([1] * 20_000)

    assert len(sizes) < 16
    assert sum(sizes) == 20_000
    assert sum(merges) < 12 * 20_000
    assert max(merges[:2_000]) <= 4096


def test_a_large_addition_becomes_few_segments_at_once() -> None:
    names = map(str, range(25))
    sizes = [Size(4_000, 4_000 * WORDS, 0, name) for name in names]

    group = next_merge(sizes, 100_000)

    assert len(group) == DOCUMENTS // 4_000


def test_long_texts_are_not_merged_beyond_what_memory_is_meant_for_it() -> None:
    sizes = [Size(1_000, 30_000_000, 0, str(number)) for number in range(6)]

    assert next_merge(sizes, 100_000) == []


def test_what_is_half_gone_is_written_again() -> None:
    assert next_merge([Size(40, 0, 41, "a"), Size(900, 0, 0, "b")], 1) == ["a"]
    assert next_merge([Size(40, 0, 40, "a"), Size(900, 0, 0, "b")], 1) == []


@settings(deadline=None)
@given(st.lists(st.integers(1, 20_000), max_size=60))
def test_whatever_comes_no_segment_is_too_large_and_they_stay_few(updates: list[int]) -> None:
    sizes, merges = after(updates)

    assert sum(sizes) == sum(updates)
    assert all(size <= DOCUMENTS for size in [*sizes, *merges])
    full = sum(updates) // (DOCUMENTS // 4)
    assert len(sizes) <= 16 + full
