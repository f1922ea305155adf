package dev.vigil.match;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The inner loops of a search, for the 16 s of one packet against some hours of references. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class MatchBenchmark {
    private static final int PIECES = 6;
    private static final double PIECE_SECONDS = 60;
    private static final double START_SECONDS = 20;
    private static final double QUERY_SECONDS = 16;

    /** Each moves all pieces by two bands more, so that all are different to a search. */
    @Param({"10", "80"})
    public int copies;

    private final Probes screening = new Probes();
    private final Probes searching = new Probes();
    private final Hits hits = new Hits();
    private final Verifier verifier = new Verifier();
    private final long[][] pieces = new long[PIECES][];
    private long[] query;
    private long middle;
    private int half;
    private Shelves shelves;
    private Candidate found;
    private Candidate mistaken;

    @Setup
    public void index() {
        Index index = new Index(TestingEar.PROFILE);
        for (int piece = 0; piece < PIECES; piece++) {
            pieces[piece] = TestingEar.peaks(TestingMusic.play(100 + piece, PIECE_SECONDS));
            for (int copy = 0; copy < copies; copy++) {
                index.add(moved(pieces[piece], 2 * copy));
                index.maintain();
            }
        }
        index.compact();
        shelves = index.shelves();
        query =
                TestingEar.peaks(
                        TestingLibrary.cut(
                                TestingMusic.play(100, PIECE_SECONDS),
                                START_SECONDS,
                                QUERY_SECONDS));
        long first = Peak.time(query[0]);
        long last = Peak.time(query[query.length - 1]);
        middle = first + last >> 1;
        half = (int) (last - first >> Posting.TIME_SHIFT) / 2 + 1;
        screening.fill(query, 0, middle, Effort.SCREEN);
        searching.fill(query, 0, middle, Effort.THOROUGH);
        double centre = (double) middle / Peak.PER_FRAME;
        double offset = START_SECONDS * TestingEar.PROFILE.framesPerSecond();
        found = new Candidate(0, 1, centre, centre + offset, 0, 10);
        mistaken = new Candidate(1, 1.01, centre, centre + offset, 0, 3);
    }

    private static long[] moved(long[] peaks, int bands) {
        int pitches = TestingEar.PROFILE.bands() * Peak.PER_BAND;
        long[] moved = new long[peaks.length];
        for (int i = 0; i < peaks.length; i++) {
            int frequency = (Peak.frequency(peaks[i]) + bands * Peak.PER_BAND) % pitches;
            moved[i] = Peak.pack(Peak.time(peaks[i]), frequency, Peak.level(peaks[i]));
        }
        java.util.Arrays.sort(moved);
        return moved;
    }

    @Benchmark
    public void triples(Blackhole out) {
        Triples.each(query, query.length, 0, 6, (a, b, c) -> out.consume(a + b + c));
    }

    @Benchmark
    public int probes() {
        searching.fill(query, 0, middle, Effort.THOROUGH);
        return searching.count;
    }

    @Benchmark
    public int screenHits() {
        hits.collect(shelves, screening, Effort.SCREEN, half);
        return hits.count;
    }

    @Benchmark
    public int searchHits() {
        hits.collect(shelves, searching, Effort.THOROUGH, half);
        return hits.count;
    }

    @Benchmark
    public Line verifyTrue() {
        return verify(found);
    }

    @Benchmark
    public Line verifyFalse() {
        return verify(mistaken);
    }

    private Line verify(Candidate candidate) {
        long[] peaks = pieces[candidate.reference()];
        verifier.query(new Packet("audio/1", 0, 0, 700, query, new long[0], true), true);
        return verifier.verify(candidate, peaks, peaks.length, Searcher.FLOOR);
    }
}
