package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not judged to its end is reported, by a job whose judge has a planted fault. */
class JudgedTest {
    private static final long SONG_MS = World.HOUR_MS;

    @TempDir private Path storage;

    @Test
    void aMedleyThatIsJudgedToItsEndIsGood() throws Exception {
        assertThat(medley(2, Planted.NOTHING)).isEmpty();
    }

    /** Its run ends before the session does. */
    @Test
    void aMedleyWhoseLastSongIsNotJudgedIsReported() throws Exception {
        long lastMs = World.START_MS + 2 * World.DAY_MS - SONG_MS;
        assertThat(medley(2, new Planted(lastMs, Long.MAX_VALUE)))
                .singleElement()
                .asString()
                .startsWith("medley-0: expected to be judged up to day 1.958, got day 1.958");
    }

    @Test
    void ofASessionThatIsOverTheLastSongIsAskedForToo() throws Exception {
        long lastMs = World.START_MS + 30 * World.DAY_MS - 2 * SONG_MS;
        long endMs = World.START_MS + 30 * World.DAY_MS;
        assertThat(medley(31, new Planted(lastMs, endMs)))
                .singleElement()
                .asString()
                .startsWith("medley-0: expected to be judged up to day 29.917, got day 29.917");
    }

    @Test
    void aSessionThatBeginsAsTheRunEndsIsGood() throws Exception {
        assertThat(medley(30, Planted.NOTHING)).isEmpty();
    }

    @Test
    void aStreamThatHadNoTimeToPlayIsReported() throws Exception {
        LongStream late =
                new LongStream(
                        "late", List.of(new SimulatedRecording(1, 10)), 25 * World.HOUR_MS, 5);
        run(late, 1, Planted.NOTHING);
        assertThat(late.unmet()).containsExactly("late: expected to be played, was not");
    }

    @Test
    void soundThatNobodyJudgesIsReported() throws Exception {
        SoundStream sound = new SoundStream(new short[20 * 8_000], 5, 6 * World.HOUR_MS);
        run(sound, 1, Planted.NOTHING);
        assertThat(sound.unmet())
                .singleElement()
                .asString()
                .startsWith("sound: expected to be judged up to day 0.75")
                .endsWith("got no verdict");
    }

    private List<String> medley(int days, Planted planted) throws Exception {
        Medley medley = new Medley("medley", 10, SONG_MS);
        run(medley, days, planted);
        return medley.unmet();
    }

    private void run(Scenario scenario, int days, Planted planted) throws Exception {
        try (World world =
                new World(
                        job(planted),
                        new HashMapStateBackend(),
                        storage,
                        days,
                        new PrintWriter(new StringWriter()))) {
            world.run(List.of(scenario));
        }
    }

    private static StreamExecutionEnvironment job(Planted planted) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        end(source(env, Uid.FINGERPRINT, SearchInput.class), "packets");
        end(source(env, Uid.MEDIA_SOURCE, MediaInput.class), "media");
        end(source(env, Uid.ALIGN, OpenMatch.class).process(planted).uid(Uid.JUDGE), "verdicts");
        return env;
    }

    private static <T> DataStream<T> source(
            StreamExecutionEnvironment env, String uid, Class<T> type) {
        return env.fromSequence(0, 0).map(number -> (T) null).returns(type).uid(uid);
    }

    private static <T> void end(DataStream<T> stream, String uid) {
        stream.process(new Swallow<T>())
                .returns(String.class)
                .uid(uid)
                .sinkTo(new DiscardingSink<>())
                .uid(uid + "-sink");
    }

    private static final class Swallow<T> extends ProcessFunction<T, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(T value, Context context, Collector<String> out) {
            // The scenarios have seen it.
        }
    }

    /** In place of the judge: a verdict on each match, but for those that begin in a time. */
    private static final class Planted extends ProcessFunction<OpenMatch, Verdict> {
        private static final long serialVersionUID = 1L;
        private static final Planted NOTHING = new Planted(0, 0);

        private final long fromMs;
        private final long toMs;

        private Planted(long fromMs, long toMs) {
            this.fromMs = fromMs;
            this.toMs = toMs;
        }

        @Override
        public void processElement(OpenMatch match, Context context, Collector<Verdict> out) {
            long atMs = match.evidence().captureStart();
            if (atMs < fromMs || atMs >= toMs) {
                out.collect(verdict(match));
            }
        }

        private static Verdict verdict(OpenMatch match) {
            return new Verdict(
                    match.sessionId() + "/1",
                    1,
                    VerdictState.OPEN,
                    match.sessionId(),
                    SessionKind.LIVE,
                    null,
                    null,
                    null,
                    Action.BLOCK,
                    "LISTED",
                    "1",
                    List.of(),
                    List.of(match.evidence()),
                    match.evidence().captureStart(),
                    match.evidence().captureEnd(),
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
