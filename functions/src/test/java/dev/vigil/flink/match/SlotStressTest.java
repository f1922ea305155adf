package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.match.Align;
import dev.vigil.match.AlignScale;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.TestingProfiles;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A slot with its real threads, many times: what task, worker and hashers do to each other depends
 * on who is ahead. Every index watches that it is the worker's until the slot is live and the
 * task's from then on, and that two threads are never in it.
 */
class SlotStressTest {
    private static final int SEEDS = 40;
    private static final int PIECES = 6;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final List<Profile> PROFILES = TestingProfiles.OF_SOUND.known();

    /** Peaks and packets of each piece, by profile. */
    private static final Map<String, List<long[]>> PEAKS = new HashMap<>();

    private static final Map<String, List<List<Packet>>> PACKETS = new HashMap<>();

    static {
        for (Profile profile : PROFILES) {
            List<long[]> peaks = new ArrayList<>();
            List<List<Packet>> packets = new ArrayList<>();
            for (int piece = 0; piece < PIECES; piece++) {
                short[] pcm = TestingMusic.play(100 + piece, 10);
                peaks.add(TestingEar.peaks(profile, pcm));
                packets.add(TestingEar.packets(profile, pcm));
            }
            PEAKS.put(profile.id(), peaks);
            PACKETS.put(profile.id(), packets);
        }
    }

    private final ExecutorService worker = (ExecutorService) IndexThreads.OWN.start("stress", 1);
    private final ExecutorService hashers = (ExecutorService) IndexThreads.OWN.start("hashers", 3);

    /** Indexes of the slot under test. */
    private final List<Watched> indexes = new ArrayList<>();

    private final Thread task = Thread.currentThread();

    /** Written by the task, which nothing else may be in step with. */
    private boolean live;

    @AfterEach
    void end() {
        worker.shutdownNow();
        hashers.shutdownNow();
    }

    @Test
    void anIndexIsTheWorkersUntilItIsTheTasks() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new Run(seed).all();
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** As if something of the task had kept the index that it made for the worker. */
    @Test
    void aQuestionBeforeTheHandOverIsCaught() {
        Run run = new Run(1);
        for (int i = 0; i < 5; i++) {
            run.change();
        }
        assertThat(run.slot.live()).isEmpty();
        Packet packet = PACKETS.get("audio/1").get(0).get(3);
        assertThatThrownBy(() -> indexes.get(0).ask(packet, false, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("before the slot was live");
    }

    /** As if the slot had become live before the worker was done. */
    @Test
    void aHandOverBeforeTheWorkerIsDoneIsCaught() {
        Run run = new Run(1);
        live = true;
        assertThatThrownBy(
                        () -> {
                            run.build(20);
                            run.becomeLive();
                        })
                .hasRootCauseInstanceOf(AssertionError.class)
                .hasRootCauseMessage("the worker called an index that is the task's");
    }

    /** One history of a slot, beside what it must have come to. */
    private final class Run {
        private final Random random;
        private final Slot slot;

        /** By name and profile, the piece that is searched. */
        private final Map<String, Integer> expected = new HashMap<>();

        private final Map<String, Long> versions = new HashMap<>();

        Run(long seed) {
            random = new Random(seed);
            indexes.clear();
            live = false;
            List<SearchProfile> watched = new ArrayList<>();
            TestingProfiles.BOTH
                    .all()
                    .forEach(one -> watched.add(new WatchedProfile(one, random.nextLong())));
            slot =
                    new Slot(
                            new SearchProfiles(watched),
                            SearchSettings.DEFAULT,
                            IndexPlan.ONE_SLOT,
                            10,
                            TestingSearch.SLOT,
                            worker,
                            hashers);
        }

        void all() {
            build(random.nextInt(40));
            becomeLive();
            for (int i = random.nextInt(20); i > 0; i--) {
                change();
                slot.settle();
                question();
            }
            for (int i = 0; i < PIECES; i++) {
                question();
            }
            assertThat(slot.failures()).isEmpty();
        }

        void build(int changes) {
            int loadedAt = random.nextInt(changes + 1);
            for (int i = 0; i <= changes; i++) {
                if (i == loadedAt) {
                    slot.mark(new Loaded("references", 0, 1));
                }
                change();
                if (slot.live().isPresent()) {
                    live = true;
                } else if (random.nextInt(4) == 0) {
                    settle();
                }
            }
        }

        private void settle() {
            slot.settle();
            live |= slot.live().isPresent();
        }

        void becomeLive() {
            long giveUpAt = System.nanoTime() + PATIENCE_NS;
            while (slot.live().isEmpty()) {
                Thread.onSpinWait();
                settle();
                assertThat(System.nanoTime()).as("not live in time").isLessThan(giveUpAt);
            }
        }

        private void change() {
            Profile profile = PROFILES.get(random.nextInt(PROFILES.size()));
            int piece = random.nextInt(PIECES);
            String work = "w-" + random.nextInt(4) + "-" + profile.id().replace('/', '-');
            long version = versions.merge(work, 1L, Long::sum);
            long[] peaks = PEAKS.get(profile.id()).get(piece);
            long frames = AudioProfile.of(Profile.CURRENT).toFrame(peaks);
            IndexedReference reference =
                    TestingSlots.reference(work, version, profile.id(), frames);
            if (random.nextInt(4) > 0) {
                slot.put(reference, peaks);
                expected.put(work, piece);
            } else if (slot.known(reference.name()) != null) {
                slot.retire(reference);
                expected.remove(work);
            }
        }

        /** Of any piece in any profile: every work that has it answers, and no other. */
        private void question() {
            Profile profile = PROFILES.get(random.nextInt(PROFILES.size()));
            int piece = random.nextInt(PIECES);
            Set<String> found = new TreeSet<>();
            for (Packet packet : PACKETS.get(profile.id()).get(piece)) {
                slot.live().orElseThrow().ask(packet, true, 1).orElse(List.of()).stream()
                        .filter(line -> line.line().evidence() > 20)
                        .map(FoundLine::workId)
                        .forEach(found::add);
            }
            assertThat(found)
                    .isEqualTo(
                            expected.entrySet().stream()
                                    .filter(one -> one.getValue() == piece)
                                    .map(Map.Entry::getKey)
                                    .filter(work -> work.endsWith(profile.id().replace('/', '-')))
                                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Makes watched indexes, and takes its time to prepare references. */
    private final class WatchedProfile implements SearchProfile {
        private static final long serialVersionUID = 1L;

        private final SearchProfile profile;
        private final long seed;

        private WatchedProfile(SearchProfile profile, long seed) {
            this.profile = profile;
            this.seed = seed;
        }

        @Override
        public ReferenceIndex index(SearchSettings listening) {
            Watched index = new Watched(profile.index(listening));
            indexes.add(index);
            return index;
        }

        @Override
        public ReferenceIndex.Prepared prepared(long[] words) {
            for (long i = Math.floorMod(seed * words.length, 20_000L); i > 0; i--) {
                Thread.onSpinWait();
            }
            return profile.prepared(words);
        }

        @Override
        public String id() {
            return profile.id();
        }

        @Override
        public double framesPerSecond() {
            return profile.framesPerSecond();
        }

        @Override
        public double millis(double frames) {
            return profile.millis(frames);
        }

        @Override
        public Thresholds thresholds() {
            return profile.thresholds();
        }

        @Override
        public Align align() {
            return profile.align();
        }

        @Override
        public Modality modality() {
            return profile.modality();
        }

        @Override
        public int gridFrames() {
            return profile.gridFrames();
        }

        @Override
        public AlignScale scale() {
            return profile.scale();
        }

        @Override
        public int longs() {
            return profile.longs();
        }

        @Override
        public long[] newWords(Packet packet) {
            return profile.newWords(packet);
        }

        @Override
        public boolean areInOrder(long[] words) {
            return profile.areInOrder(words);
        }

        @Override
        public long fromFrame(long[] words) {
            return profile.fromFrame(words);
        }

        @Override
        public long toFrame(long[] words) {
            return profile.toFrame(words);
        }
    }

    /**
     * Its own notes are plain, so that they bring no order into what is not in order without them.
     */
    private final class Watched implements ReferenceIndex {
        private final ReferenceIndex index;
        private final AtomicReference<Thread> inside = new AtomicReference<>();

        private Watched(ReferenceIndex index) {
            this.index = index;
        }

        /** A change or a question, which only the one that the index belongs to may ask. */
        private <T> T owned(Supplier<T> call) {
            boolean ofTask = Thread.currentThread() == task;
            if (ofTask && !live) {
                throw new AssertionError("the task called an index before the slot was live");
            }
            if (!ofTask && live) {
                throw new AssertionError("the worker called an index that is the task's");
            }
            return alone(call);
        }

        private <T> T alone(Supplier<T> call) {
            Thread caller = Thread.currentThread();
            Thread other = inside.getPlain();
            if (other != null) {
                throw new AssertionError(caller + " is in an index together with " + other);
            }
            inside.setPlain(caller);
            try {
                return call.get();
            } finally {
                if (inside.getPlain() != caller) {
                    throw new AssertionError("another thread was in an index with " + caller);
                }
                inside.setPlain(null);
            }
        }

        private void changed(Runnable change) {
            owned(
                    () -> {
                        change.run();
                        return null;
                    });
        }

        @Override
        public void put(ReferenceName name, long[] words) {
            changed(() -> index.put(name, words));
        }

        @Override
        public void put(ReferenceName name, Prepared whole) {
            changed(() -> index.put(name, whole));
        }

        @Override
        public Work adding(ReferenceName name, long[] words) {
            return owned(() -> index.adding(name, words));
        }

        @Override
        public void grow(ReferenceName name, long[] newWords, long keptFrame) {
            changed(() -> index.grow(name, newWords, keptFrame));
        }

        @Override
        public void retire(ReferenceName name) {
            changed(() -> index.retire(name));
        }

        @Override
        public Optional<List<FoundLine>> ask(Packet packet, boolean upload, double hours) {
            return owned(() -> index.ask(packet, upload, hours));
        }

        @Override
        public void maintain() {
            changed(index::maintain);
        }

        @Override
        public void merge() {
            changed(index::merge);
        }

        @Override
        public boolean isMergeDue() {
            return alone(index::isMergeDue);
        }

        @Override
        public Optional<Work> compaction() {
            return owned(index::compaction);
        }

        @Override
        public long bytes() {
            return alone(index::bytes);
        }
    }
}
