package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThat(found()).isEqualTo(List.of(List.of(), List.of(0, 1, 2)));
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
