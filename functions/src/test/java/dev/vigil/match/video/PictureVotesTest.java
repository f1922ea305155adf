package dev.vigil.match.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of places with most votes none hides another, however many are beside each other. */
class PictureVotesTest {
    private static final long WORD = 0x0123_4567_89ab_cdefL;
    private static final int WINDOWS = 16;
    private static final int FILMS = 40;

    private final List<IndexedFilm> films = new ArrayList<>();
    private final RunHits hits = new RunHits();
    private final PictureVotes votes = new PictureVotes();

    @Test
    void aFilmWithTheSameInAllWindowsAndAtManyPlacesHidesNoOther() {
        // More places than are put in order at once are near 9.
        film(0, 9, WORD);
        for (int film = 1; film <= FILMS; film++) {
            film(film, 1, WORD ^ (1L << 2 + film % 9) - 1);
        }
        count();
        List<PictureCell> best = best(24);
        assertThat(best).hasSize(24);
        assertThat(best.stream().map(PictureCell::reference).filter(film -> film == 0)).hasSize(9);
        for (PictureCell cell : best) {
            assertThat(best.stream().filter(cell::isNear)).containsExactly(cell);
        }
    }

    @Test
    void thoseWithMoreVotesAreFirst() {
        for (int film = 0; film < FILMS; film++) {
            film(film, 1, WORD ^ (1L << film % 11) - 1);
        }
        count();
        List<PictureCell> best = best(FILMS);
        assertThat(best).hasSize(FILMS);
        assertThat(best.stream().map(PictureCell::votes))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(best(3)).isEqualTo(best.subList(0, 3));
    }

    private List<PictureCell> best(int most) {
        return votes.best(0, most, 0.3f, films::get);
    }

    private void count() {
        List<RunShelf.Numbered> numbered = new ArrayList<>();
        for (int i = 0; i < films.size(); i++) {
            numbered.add(new RunShelf.Numbered(i, films.get(i).words()));
        }
        hits.begin(List.of(new RunShelf(numbered)), films::get);
        votes.clear();
        PictureQuery query = new PictureQuery(0, 1, new long[][] {{WORD}}, new long[][] {{0}});
        votes.count(query, 0, false, 0, hits, null);
    }

    /** One that shows a word for a frame, some frames apart, in all its windows. */
    private void film(int number, int times, long word) {
        List<Long> words = new ArrayList<>();
        for (int i = 0; i < 2 * times; i++) {
            for (int window = 0; window < WINDOWS; window++) {
                words.add(PictureWord.startOf(5L * i) | (long) window << 2 | 1);
                words.add(i % 2 == 0 ? word : ~word);
                words.add(0L);
            }
        }
        films.add(
                new IndexedFilm(
                        ReferenceName.of("w" + number / 2, "r" + number),
                        PictureReference.of(words.stream().mapToLong(Long::longValue).toArray())));
    }
}
