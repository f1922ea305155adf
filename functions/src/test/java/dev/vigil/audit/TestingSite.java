package dev.vigil.audit;

import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import dev.vigil.schema.audit.AuditSeal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Topics, and runs of a job that audits them: each run reads from where its state was taken, in
 * steps of any size, and any of them may be killed, go on as a zombie, or begin from an old state.
 */
final class TestingSite {
    static final List<String> TOPICS = List.of("verdicts/0", "verdicts/1", "notices/0");

    /** Per partition the offsets that hold a record; others are of aborted transactions. */
    final Map<String, List<Long>> records = new TreeMap<>();

    /** What was published, in the order of the topic. */
    final List<AuditPage> pages = new ArrayList<>();

    final List<AuditSeal> seals = new ArrayList<>();
    final Random random;
    long nowMs = TestingLogs.T0_MS;

    private final Map<String, Long> next = new HashMap<>();

    /** How often a partition was made anew. */
    private final Map<String, Integer> lives = new HashMap<>();

    TestingSite(long seed) {
        random = new Random(seed);
        TOPICS.forEach(place -> records.put(place, new ArrayList<>()));
    }

    void produce(int count) {
        for (int i = 0; i < count; i++) {
            String place = TOPICS.get(random.nextInt(TOPICS.size()));
            long offset = next.merge(place, 1L, Long::sum) - 1;
            if (random.nextInt(5) != 0) {
                records.get(place).add(offset);
            }
        }
    }

    /** Its topic is deleted and made anew: offsets begin at 0, with other records. */
    void makeAnew(String partition) {
        lives.merge(partition, 1, Integer::sum);
        next.remove(partition);
        records.put(partition, new ArrayList<>());
    }

    private String life(String partition) {
        return partition + "#" + lives.getOrDefault(partition, 0);
    }

    static RecordPlace place(String partition, long offset) {
        String[] parts = partition.split("/");
        return new RecordPlace(parts[0], Integer.parseInt(parts[1]), offset);
    }

    static byte[] digest(RecordPlace place) {
        return new TreeHasher().leaf(line(place));
    }

    static byte[] line(RecordPlace place) {
        return line(place, place.toString());
    }

    private static byte[] line(RecordPlace place, String value) {
        return RecordBytes.of(
                place, TestingLogs.TIME, null, List.of(), value.getBytes(StandardCharsets.UTF_8));
    }

    /** As its partition has it now. */
    byte[] lineNow(RecordPlace place) {
        String partition = PageLeaf.place(place.topic(), place.partition());
        return lives.containsKey(partition)
                ? line(place, life(partition) + place.offset())
                : line(place);
    }

    /** All records that there are. */
    List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        records.forEach(
                (partition, offsets) ->
                        offsets.forEach(offset -> lines.add(lineNow(place(partition, offset)))));
        return lines;
    }

    /** As anybody checks it: all that was published, and all records. */
    LogReport check(String origin) {
        return check(origin, LogCheck.Limits.USUAL);
    }

    LogReport check(String origin, LogCheck.Limits limits) {
        NoteKey key = NoteKey.of(origin, TestingLogs.PAIR.getPublic());
        List<String> notes =
                seals.stream()
                        .filter(seal -> seal.origin().equals(origin))
                        .map(AuditSeal::note)
                        .toList();
        return new LogCheck(origin, List.of(key), nowMs, limits)
                .run(
                        new GivenLog(
                                pages,
                                notes,
                                lines(),
                                GivenLog.all(List.of("verdicts", "notices"))));
    }

    /** Which pages are entries of a log. */
    List<ReadPage> entries(String origin) {
        Reading walk = new Reading(origin);
        List<ReadPage> read = new ArrayList<>();
        for (AuditPage page : pages) {
            ReadPage next = new ReadPage(page);
            boolean isEntry = walk.read(page, next.leaf()) != Reading.Step.REPEAT;
            if (isEntry && page.origin().equals(origin)) {
                read.add(next);
            }
        }
        return read;
    }

    /** Which offsets of a partition are on entries of a log, and how often. */
    List<Long> listed(String origin, String partition) {
        return entries(origin).stream()
                .filter(page -> page.leaf().place().equals(partition))
                .flatMap(page -> Arrays.stream(page.offsets()).boxed())
                .toList();
    }

    /** What a checkpoint keeps of a run. */
    record Kept(
            AuditLogState log,
            List<AuditPartitionState> partitions,
            Map<String, Integer> read,
            int pagesRead,
            int sealsRead) {}

    /** One run of the job. */
    final class Run {
        final AuditLog log;
        private final Map<String, Integer> read;
        private int pagesRead;
        private int sealsRead;
        private final int pagesAtStart = pages.size();
        private int sealsAtStart = seals.size();
        private boolean isLoaded;

        /**
         * @param from null for a start without state
         */
        Run(String origin, Kept from) {
            log =
                    new AuditLog(
                            origin,
                            NoteKey.of(origin, TestingLogs.PAIR.getPublic()),
                            TestingLogs.PAIR.getPrivate());
            read = new HashMap<>(from == null ? Map.of() : from.read());
            if (from != null) {
                log.restore(from.log(), from.partitions());
                // The topics may be shorter than they were.
                pagesRead = from.pagesRead() > pages.size() ? 0 : from.pagesRead();
                sealsRead = from.sealsRead() > seals.size() ? 0 : from.sealsRead();
            }
        }

        Kept keep() {
            return new Kept(
                    log.state(), log.partitionStates(), new HashMap<>(read), pagesRead, sealsRead);
        }

        /** Any of what a run does, in any order. */
        void step() {
            switch (random.nextInt(6)) {
                case 0, 1 -> readRecords(random.nextInt(30));
                case 2 -> readPages(1 + random.nextInt(4));
                case 3 -> readSeals(1 + random.nextInt(3));
                case 4 -> publish();
                default -> nowMs += random.nextInt(4_000);
            }
            mark();
        }

        /** The end of the seals is asked for later than that of the pages. */
        void askSealsLater() {
            sealsAtStart = seals.size();
        }

        /** Reads all, publishes and reads it back, until nothing is left to do. */
        void settle() {
            for (int i = 0; i < 12; i++) {
                readSeals(Integer.MAX_VALUE);
                readPages(Integer.MAX_VALUE);
                mark();
                readRecords(Integer.MAX_VALUE);
                nowMs += 30_000;
                publish();
            }
            readPages(Integer.MAX_VALUE);
            publish();
        }

        private void mark() {
            if (!isLoaded && sealsRead >= sealsAtStart && pagesRead >= pagesAtStart) {
                isLoaded = true;
                log.loaded(nowMs);
            }
        }

        void readAll() {
            readRecords();
            settleReading();
        }

        void readRecords() {
            readRecords(Integer.MAX_VALUE);
        }

        void settleReading() {
            readSeals(Integer.MAX_VALUE);
            readPages(Integer.MAX_VALUE);
            mark();
        }

        private void readRecords(int most) {
            for (String partition : TOPICS) {
                List<Long> offsets = records.get(partition);
                int from = read.getOrDefault(life(partition), 0);
                int to = (int) Math.min(offsets.size(), (long) from + most);
                for (long offset : offsets.subList(from, to)) {
                    RecordPlace place = place(partition, offset);
                    log.digest(place, new TreeHasher().leaf(lineNow(place)), nowMs);
                }
                read.put(life(partition), to);
            }
        }

        void readPages(int most) {
            for (int i = 0; i < most && pagesRead < pages.size(); i++) {
                log.page(pages.get(pagesRead), pagesRead++, nowMs);
            }
        }

        private void readSeals(int most) {
            for (int i = 0; i < most && sealsRead < seals.size(); i++) {
                log.seal(seals.get(sealsRead++));
            }
        }

        void publish() {
            pages.addAll(log.pagesDue(nowMs));
            log.sealDue(nowMs).ifPresent(seals::add);
        }
    }
}
