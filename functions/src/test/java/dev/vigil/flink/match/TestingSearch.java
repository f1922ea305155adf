package dev.vigil.flink.match;

import static dev.vigil.policy.TestingRights.NOON_MS;

import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingOperators;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.media.StreamPacketBuilder;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A search whose index thread works when it is told, and whose steps are as short as they get. */
final class TestingSearch implements AutoCloseable {
    static final int SLOT = KeyGroups.slotKey(0, 1);

    /** The feed by which a reference of the work {@code film} is searched for in the others. */
    static final SessionStarted ASKING =
            SessionStartedBuilder.builder()
                    .sessionId(TestingRights.SESSION)
                    .kind(SessionKind.FEED)
                    .accountId("reference:1")
                    .startAt(NOON_MS)
                    .title("master")
                    .workId("film")
                    .build();

    /** Given to the index thread, not done yet; one harness at a time. */
    private static final Deque<Runnable> WORK = new ArrayDeque<>();

    private static Error planted;

    private static Executor hashers;

    private final KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer>
            harness;
    private long nowMs = NOON_MS;

    TestingSearch(double mostHours, OperatorSubtaskState restored) throws Exception {
        WORK.clear();
        planted = null;
        hashers = Runnable::run;
        harness =
                TestingOperators.keyed(
                        new SearchFunction(
                                SearchedProfiles.ALL,
                                SearchSettings.DEFAULT,
                                IndexPlan.ONE_SLOT.withMostHours(mostHours),
                                TestingSearch::threads,
                                0),
                        SearchInput::slot,
                        Types.INT,
                        restored);
        harness.setProcessingTime(nowMs);
    }

    /** What comes before the index thread is done at once. */
    private static Executor threads(String name, int several) {
        return name.endsWith(SearchFunction.HASHERS)
                ? work -> hashers.execute(work)
                : TestingSearch::give;
    }

    private static void give(Runnable work) {
        if (planted != null) {
            throw planted;
        }
        WORK.add(work);
    }

    /** Who makes the hashes of whole references from now on. */
    static void hashers(Executor others) {
        hashers = others;
    }

    /** What is given to the index thread from now on ends in an error. */
    static void plant(Error error) {
        planted = error;
    }

    KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer> harness() {
        return harness;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, nowMs);
    }

    /** Fires the timers that are due in the next millisecond: one step. */
    void step() throws Exception {
        harness.setProcessingTime(++nowMs);
    }

    void goTo(long timeMs) throws Exception {
        nowMs = timeMs;
        harness.setProcessingTime(nowMs);
    }

    /** Does what the index thread was given up to now; gives how much that was. */
    int work() {
        int done = WORK.size();
        for (int i = 0; i < done; i++) {
            WORK.remove().run();
        }
        return done;
    }

    /** Lets time pass and the index thread work until nothing is left to do; gives the steps. */
    int settle() throws Exception {
        int steps = 0;
        do {
            work();
            // The longest pause between two looks.
            nowMs += 20;
            harness.setProcessingTime(nowMs);
            steps++;
        } while (!WORK.isEmpty() || harness.numProcessingTimeTimers() > 0 && steps < 1_000);
        return steps;
    }

    List<SearchAnswer> out() {
        return TestingOperators.out(harness);
    }

    /** Works that are more than resemble something in the answers since the last call. */
    Set<String> works() {
        return out().stream()
                .flatMap(answer -> answer.lines().stream())
                .filter(found -> found.line().evidence() > 20)
                .map(FoundLine::workId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The works that a piece is recognised as, once the slot is live. */
    Set<String> found(short[] piece) throws Exception {
        out();
        TestingEar.packets(piece).forEach(this::packet);
        return works();
    }

    void packet(Packet packet) {
        send(ofStream(packet));
    }

    static SearchInput ofStream(Packet packet) {
        return SearchInput.packet(
                StreamPacketBuilder.builder()
                        .sessionId(TestingRights.SESSION)
                        .context(TestingRights.session(SessionKind.LIVE))
                        .captureBase(NOON_MS)
                        .packet(packet)
                        .life(NOON_MS)
                        .receivedBase(NOON_MS)
                        .build(),
                SLOT);
    }

    void feed(String id, Packet packet) {
        send(ofFeed(id, packet));
    }

    static SearchInput ofFeed(String id, Packet packet) {
        return SearchInput.feed(
                StreamPacketBuilder.builder()
                        .sessionId(id)
                        .context(TestingRights.session(SessionKind.FEED))
                        .captureBase(NOON_MS)
                        .packet(packet)
                        .life(NOON_MS)
                        .receivedBase(NOON_MS)
                        .build(),
                SLOT);
    }

    /** A whole reference in chunks of 10 s of peaks or so. */
    void reference(String work, long version, long[] peaks) {
        parts(work, version, peaks).forEach(this::send);
    }

    void reference(String work, String referenceId, long[] peaks) {
        parts(work, referenceId, 1, peaks).forEach(this::send);
    }

    static List<SearchInput> parts(String work, long version, long[] peaks) {
        return parts(work, "r-1", version, peaks);
    }

    private static List<SearchInput> parts(
            String work, String referenceId, long version, long[] peaks) {
        List<long[]> chunks = new ArrayList<>();
        for (int at = 0; at < peaks.length; at += 350) {
            chunks.add(Arrays.copyOfRange(peaks, at, Math.min(peaks.length, at + 350)));
        }
        List<SearchInput> parts = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            parts.add(part(work, referenceId, version, i, chunks.get(i), null));
        }
        ReferenceManifest manifest =
                new ReferenceManifest(
                        work,
                        referenceId,
                        version,
                        null,
                        Profile.CURRENT.id(),
                        chunks.size(),
                        peaks.length,
                        length(peaks),
                        PeaksCodec.digest(chunks.stream().map(PeaksCodec::payload).toList()));
        parts.add(part(work, referenceId, version, ReferenceKey.MANIFEST, null, manifest));
        return parts;
    }

    private static long length(long[] peaks) {
        return (long) Profile.CURRENT.millis(AudioProfile.of(Profile.CURRENT).toFrame(peaks));
    }

    /** A manifest alone, of version 1. */
    void manifest(String work, long durationMs, int chunks, long peaks) {
        ReferenceManifest manifest =
                new ReferenceManifest(
                        work,
                        "r-1",
                        1,
                        null,
                        Profile.CURRENT.id(),
                        chunks,
                        peaks,
                        durationMs,
                        "0".repeat(64));
        send(part(work, 1, ReferenceKey.MANIFEST, null, manifest));
    }

    void retire(String work, long version, int chunks) {
        for (int i = 0; i < chunks; i++) {
            send(part(work, version, i, null, null));
        }
        send(part(work, version, ReferenceKey.MANIFEST, null, null));
    }

    private static SearchInput part(
            String work, long version, int chunk, long[] peaks, ReferenceManifest manifest) {
        return part(work, "r-1", version, chunk, peaks, manifest);
    }

    private static SearchInput part(
            String work,
            String referenceId,
            long version,
            int chunk,
            long[] peaks,
            ReferenceManifest manifest) {
        return SearchInput.reference(
                new ReferencePart(work, referenceId, version, chunk, "audio/1", peaks, manifest),
                SLOT);
    }

    void loaded() {
        send(SearchInput.loaded(new Loaded("references", 0, 1), SLOT));
    }

    static short[] piece(int number) {
        return TestingMusic.play(100 + number, 20);
    }

    static long[] peaks(int number) {
        return TestingEar.peaks(piece(number));
    }

    void send(SearchInput input) {
        try {
            harness.processElement(input, 0);
        } catch (Exception e) {
            throw new AssertionError("The operator failed instead of the input", e);
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
