package dev.vigil.bench.live.restreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.match.MatchSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream with 10 s of something else, then 20 s of "work" from its 100th second on. */
class RestreamTest {
    private static final double LEAD_IN = 10;
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final LiveQuery OF_WORK = new LiveQuery(Path.of("q.wav"), "work", 100, "clean");
    private static final LiveQuery OF_NONE = new LiveQuery(Path.of("q.wav"), "", 55, "clean");

    private static Restream.Opening opened(
            double atSeconds, double refAtFirstSample, double tempo, int work) {
        double query = 14;
        double ref = refAtFirstSample + tempo * (query - LEAD_IN);
        MatchSpan span =
                new MatchSpan(
                        MatchSpan.OPENED,
                        1,
                        work,
                        Math.round(1_000 * query),
                        17_000,
                        Math.round(1_000 * ref),
                        0,
                        tempo,
                        0,
                        50,
                        30,
                        Math.round(1_000 * atSeconds));
        return new Restream.Opening(span, atSeconds, atSeconds + 1.5, atSeconds == 30);
    }

    private static Restream judged(LiveQuery query, Restream.Opening... openings) {
        return Restream.judged(
                query, LEAD_IN, 20, List.of(openings), work -> work == 0 ? "work" : "other");
    }

    @Test
    void timeCountsFromTheFirstInfringingSample() {
        Restream found = judged(OF_WORK, opened(18, 100.9, 1.04, 0), opened(16, 99.1, 0.96, 0));
        assertThat(found.foundAfter()).isCloseTo(6, within(1e-9));
        assertThat(found.receivedAfter()).isCloseTo(7.5, within(1e-9));
        assertThat(found.wrong() + found.elsewhere() + found.falsely()).isZero();
        assertThat(found.atTheEnd()).isFalse();
        assertThat(judged(OF_WORK, opened(30, 100, 1, 0)).atTheEnd()).isTrue();
    }

    @Test
    void anotherWorkIsWrongAndAnotherPlaceIsElsewhereAndNeitherFindsAnything() {
        for (Restream.Opening other :
                List.of(
                        opened(16, 100, 1, 1),
                        opened(16, 101.1, 1, 0),
                        opened(16, 98.9, 1.02, 0))) {
            int wrong = other.span().reference() == 1 ? 1 : 0;
            Restream judged = judged(OF_WORK, other);
            assertThat(judged.wrong()).isEqualTo(wrong);
            assertThat(judged.elsewhere()).isEqualTo(1 - wrong);
            assertThat(judged.isFound()).isFalse();
            Restream both = judged(OF_WORK, other, opened(18, 100, 1, 0));
            assertThat(both.wrong()).isEqualTo(wrong);
            assertThat(both.elsewhere()).isEqualTo(1 - wrong);
            assertThat(both.isFound()).isTrue();
        }
    }

    @Test
    void whatOpensInTheLeadInOrWithoutAWorkIsFalse() {
        Restream early = judged(OF_WORK, opened(10, 100, 1, 0), opened(9, 3, 1, 1));
        assertThat(early.falsely()).isEqualTo(2);
        assertThat(early.isFound()).isFalse();
        Restream none = judged(OF_NONE, opened(16, 55, 1, 0));
        assertThat(none.falsely()).isEqualTo(1);
        assertThat(none.infringing()).isFalse();
    }

    private static List<Restream> found(String group, double... seconds) {
        List<Restream> streams = new ArrayList<>();
        for (double after : seconds) {
            streams.add(new Restream(group, true, 20, after, after + 2, false, 0, 0, 0));
        }
        return streams;
    }

    @Test
    void whatIsNotFoundIsLaterThanAll() {
        List<Restream> streams = new ArrayList<>(Collections.nCopies(19, found("a", 3).get(0)));
        streams.addAll(found("a", NEVER));
        streams.add(new Restream("a", false, 5, NEVER, NEVER, false, 0, 0, 2));
        Group group = Group.of("a", streams);
        assertThat(group.streams()).isEqualTo(20);
        assertThat(group.found()).isEqualTo(19);
        assertThat(group.decided().p50()).isEqualTo(3);
        assertThat(group.decided().p95()).isEqualTo(3);
        assertThat(group.decided().p99()).isNull();
        assertThat(group.row())
                .isEqualTo(
                        "| a | 20 | 19 | 0 | 0 | 3.00 s | 3.00 s | not within 20 s | not within 20"
                                + " s | 5.00 s | 5.00 s | 0 | 1 | 2 |");
        assertThat(Group.of("none", streams.subList(20, 21)).row())
                .isEqualTo("| none | 0 | 0 | 0 | 0 |  |  |  |  |  |  | 0 | 1 | 2 |");
    }

    @Test
    void theGoalsAreThoseOfTheGroupsHeard() {
        List<Restream> streams = new ArrayList<>(found("none", 1, 2, 9));
        streams.addAll(found("noise10", 1, 5, 9));
        streams.addAll(found("mp3_64", NEVER));
        streams.addAll(found("speed4", 2));
        List<Goal> goals = Goal.of(streams);
        assertThat(goals).extracting(Goal::value).containsExactly(2.0, 5.0, null, 0.0, 0.0);
        assertThat(goals).extracting(Goal::met).containsExactly(true, false, false, true, true);
        assertThat(goals.get(2).row())
                .isEqualTo(
                        "| codecs and speed to 4 %, p95, s | never | at most 10.0 | **missed** |");
        assertThat(Goal.of(found("cinema", 3))).hasSize(2);
        List<Restream> films = new ArrayList<>(found("clean", 1, 4, 9));
        films.addAll(found("pip40", 9, 11, 12));
        assertThat(Goal.ofFilms(films))
                .extracting(Goal::limit)
                .containsExactly(4.0, 10.0, 0.0, 0.0);
        assertThat(Goal.ofFilms(films))
                .extracting(Goal::met)
                .containsExactly(true, false, true, true);
    }
}
