package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs are found by their words, counted by works, and not looked up where many have the key. */
class RunHitsTest {
    private static final long WORD = 0x0123_4567_89ab_cdefL;

    private final List<IndexedFilm> films = new ArrayList<>();
    private final RunHits hits = new RunHits();

    private void film(String work, String reference, long... words) {
        long[] packed = new long[3 * words.length];
        for (int i = 0; i < words.length; i++) {
            packed[3 * i] = (long) i << 20 | 1;
            packed[3 * i + 1] = words[i];
        }
        films.add(new IndexedFilm(ReferenceName.of(work, reference), PictureReference.of(packed)));
    }

    private void look() {
        List<RunShelf> shelves = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            if (films.get(i) != null) {
                RunShelf.Numbered one = new RunShelf.Numbered(i, films.get(i).words());
                shelves.add(new RunShelf(List.of(one)));
            }
        }
        hits.begin(shelves, films::get);
        hits.look(WORD, true);
    }

    /** Numbers of the films with a hit, those that are shared first. */
    private List<List<Integer>> found() {
        List<Integer> shared = new ArrayList<>();
        List<Integer> own = new ArrayList<>();
        for (int hit = 0; hit < hits.count(); hit++) {
            (hits.isShared(hit) ? shared : own).add(hits.reference(hit));
        }
        return List.of(shared.stream().sorted().toList(), own.stream().sorted().toList());
    }

    @Test
    void aPictureOfThreeWorksIsSharedAndOneBesideItIsNot() {
        film("a", "1", WORD);
        film("b", "1", WORD ^ 7);
        film("b", "2", WORD);
        film("e", "1", WORD ^ 0x3ff);
        look();
        assertThat(found()).isEqualTo(List.of(List.of(), List.of(0, 1, 2, 3)));
        film("c", "1", WORD ^ 1L << 63);
        look();
        assertThat(found()).isEqualTo(List.of(List.of(0, 1, 2, 4), List.of(3)));
    }

    @Test
    void aFilmThatIsGoneIsNoWork() {
        film("a", "1", WORD);
        film("b", "1", WORD);
        film("c", "1", WORD);
        List<RunShelf> shelves = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            RunShelf.Numbered one = new RunShelf.Numbered(i, films.get(i).words());
            shelves.add(new RunShelf(List.of(one)));
        }
        films.set(1, null);
        hits.begin(shelves, films::get);
        hits.look(WORD, false);
        assertThat(found()).isEqualTo(List.of(List.of(), List.of(0, 2)));
    }

    /** A run that several thirds find is one hit; shelves have many films, of several windows. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachRunWithinReachIsOneHitAtItsPlace(boolean thorough) {
        Random random = new Random(5);
        List<String> expected = new ArrayList<>();
        List<RunShelf> shelves = new ArrayList<>();
        for (int shelf = 0; shelf < 3; shelf++) {
            List<RunShelf.Numbered> numbered = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                PictureReference film = near(random, films.size(), thorough, expected);
                numbered.add(new RunShelf.Numbered(films.size(), film));
                films.add(new IndexedFilm(ReferenceName.of("w" + films.size(), "1"), film));
            }
            shelves.add(new RunShelf(numbered));
        }
        hits.begin(shelves, films::get);
        hits.look(WORD, thorough);
        List<String> found = new ArrayList<>();
        for (int hit = 0; hit < hits.count(); hit++) {
            found.add(hits.reference(hit) + " " + hits.window(hit) + " " + hits.start(hit));
        }
        assertThat(found).hasSizeGreaterThan(500).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A film of words that are near one or not, none of them held. */
    private static PictureReference near(
            Random random, int number, boolean thorough, List<String> expected) {
        List<Long> packed = new ArrayList<>();
        for (int frame = 0; frame < 240; frame += 3) {
            for (int window = 0; window < 3; window++) {
                long word = WORD;
                for (int flips = random.nextInt(20); flips > 0; flips--) {
                    word ^= 1L << random.nextInt(64);
                }
                packed.addAll(List.of((long) frame << 20 | (long) window << 2 | 1, word, 0L));
                if (isWithinReach(word, thorough)) {
                    expected.add(number + " " + window + " " + frame);
                }
            }
        }
        return PictureReference.of(packed.stream().mapToLong(Long::longValue).toArray());
    }

    private static boolean isWithinReach(long word, boolean thorough) {
        return Long.bitCount(word ^ WORD) <= RunHits.MOST_BITS
                && IntStream.range(0, RunShelf.THIRDS)
                        .map(third -> RunShelf.third(word ^ WORD, third))
                        .anyMatch(apart -> Integer.bitCount(apart) <= (thorough ? 1 : 0));
    }

    @Test
    void aKeyOfManyRunsIsNotLookedUp() {
        film("a", "1", alternating(1_000));
        look();
        assertThat(hits.count()).isEqualTo(1_000);
        films.clear();
        film("a", "1", alternating(1_001));
        look();
        assertThat(hits.count()).isZero();
    }

    /** A word that comes back as often. */
    private static long[] alternating(int times) {
        long[] words = new long[2 * times];
        for (int i = 0; i < times; i++) {
            words[2 * i] = WORD;
            words[2 * i + 1] = ~WORD;
        }
        return words;
    }
}
