package dev.vigil.bench.desk;

import dev.vigil.bench.desk.DeskKillsSite.Part;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.KafkaTopicLog;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TopicEnds;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.StoreDigest;
import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * kill -9 of desk, database and broker in turn while people order and records arrive. Then each
 * order is one record, those of a key in their order; the journal has what the topics have, to the
 * byte; and the rows are those of a store that was read from the beginning without a kill.
 */
final class DeskKillsBench {
    private static final int PEOPLE = 3;
    private static final int LEAST_CLICKS = 5;
    private static final double MOST_EMPTY_S = 30;
    private static final Duration POLL = Duration.ofMillis(200);

    /** Between two kills, once the outbox was empty: the least, and how much more. */
    private static final int CALM_MS = 300;

    private static final int CALM_MORE_MS = 1_200;

    private static final String ON_THEIR_WAY =
            "select count(*) from outbox where tried_at is not null and off is null and refused_at is"
                    + " null";

    private final int kills;
    private final PrintWriter progress;
    private final SplittableRandom random;
    private final long seed;
    private final long startedNanos = System.nanoTime();
    private final Map<Part, Double> slowest = new EnumMap<>(Part.class);
    private long killedNanos;
    private double emptyS;
    private long inDoubt;

    /**
     * @param seed of the moments of the kills
     */
    DeskKillsBench(int kills, long seed, PrintWriter progress) {
        this.kills = kills;
        this.seed = seed;
        this.progress = progress;
        random = new SplittableRandom(seed);
    }

    /**
     * Runs it, and adds what was found to a report.
     *
     * @return true where nothing was lost, doubled or changed, however long it took
     */
    boolean run(Path directory, BenchReport report) throws Exception {
        try (DeskKillsSite site = DeskKillsSite.start(directory);
                Store store = Store.open(site.store());
                DeskKillsFeed feed = new DeskKillsFeed(site.clients(), seed);
                DeskClicks clicks = DeskClicks.begin(site, PEOPLE)) {
            site.await("orders", () -> clicks.count() >= LEAST_CLICKS);
            say("broker, database and desk run, and people order");
            for (int kill = 0; kill < kills; kill++) {
                Thread.sleep(CALM_MS + random.nextInt(CALM_MORE_MS));
                Part part = Part.values()[kill % Part.values().length];
                kill(site, store, part);
                say(
                        "kill %d of %d, %s: what was ordered before is sent after %.1f s; %,d orders",
                        kill + 1, kills, named(part), sinceKill(), clicks.count());
            }
            clicks.stop();
            feed.stop();
            site.await("the outbox to be empty", () -> waiting(store, Long.MAX_VALUE) == 0);
            emptyS = sinceKill();
            site.await("the end of the last transaction", feed::isOver);
            Map<TopicPartition, Long> ends = ends(site, store);
            site.await("the store to have read all", () -> isRead(store, ends));
            return judge(site, store, ends, clicks, directory, report);
        }
    }

    private void say(String format, Object... arguments) {
        long s = Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds();
        progress.println(
                String.format(Locale.ROOT, "%4d s  ", s)
                        + String.format(Locale.ROOT, format, arguments));
        progress.flush();
    }

    // The kills -------------------------------------------------------------------------------

    private void kill(DeskKillsSite site, Store store, Part part) throws Exception {
        boolean isPaused = part == Part.DESK;
        if (isPaused) {
            site.pauseBroker();
            // So that one is: a broker that runs answers within some ms.
            site.await("an order on its way", () -> ask(store, ON_THEIR_WAY) > 0);
        }
        long last = ask(store, "select coalesce(max(n), 0) from outbox");
        killedNanos = System.nanoTime();
        site.kill(part);
        if (part != Part.DATABASE) {
            inDoubt += ask(store, ON_THEIR_WAY);
        }
        if (isPaused) {
            site.continueBroker();
        }
        site.start(part);
        site.await("what was ordered before a kill to be sent", () -> waiting(store, last) == 0);
        slowest.merge(part, sinceKill(), Math::max);
    }

    private double sinceKill() {
        return (System.nanoTime() - killedNanos) / 1e9;
    }

    private static String named(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static long ask(Store store, String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(Long.class).one();
        }
    }

    /** Orders up to a number that are not known to be on their topic; one more with no database. */
    private static long waiting(Store store, long upTo) {
        try {
            return ask(
                    store,
                    "select count(*) from outbox where off is null and refused_at is null and n <= "
                            + upTo);
        } catch (JdbiException e) {
            return 1;
        }
    }

    /** Asked again until it is answered: the broker may just have been started. */
    private static Map<TopicPartition, Long> ends(DeskKillsSite site, Store store)
            throws Exception {
        Map<TopicPartition, Long> found = new HashMap<>();
        try (TopicEnds ends = new TopicEnds(site.clients())) {
            site.await(
                    "where the topics end",
                    () -> {
                        try {
                            found.putAll(ends.of(Projector.positions(store).keySet()));
                            return true;
                        } catch (BusException e) {
                            return false;
                        }
                    });
        }
        return found;
    }

    private static boolean isRead(Store store, Map<TopicPartition, Long> ends) {
        return Projector.positions(store).equals(ends);
    }

    // The judgement ---------------------------------------------------------------------------

    private boolean judge(
            DeskKillsSite site,
            Store store,
            Map<TopicPartition, Long> ends,
            DeskClicks clicks,
            Path directory,
            BenchReport report)
            throws Exception {
        say("judging");
        List<ConsumerRecord<byte[], byte[]>> records = records(site.clients());
        report.row("records on the topics", "%,d", records.size());
        report.row("kills of desk, database and broker", "%d", kills);
        goal(
                report,
                "orders that were on their way as it was killed",
                "some",
                inDoubt,
                inDoubt > 0);
        judgeOrders(report, clicks, records);
        Map<String, String> journal = journal(store);
        Map<String, String> expected = digests(records);
        long differing =
                expected.entrySet().stream()
                                .filter(it -> !it.getValue().equals(journal.get(it.getKey())))
                                .count()
                        + journal.keySet().stream().filter(it -> !expected.containsKey(it)).count();
        goal(report, "records that the journal lacks, or has otherwise", "0", differing);
        List<String> tables = tablesThatDiffer(site, store, ends, directory);
        report.goal(
                "tables that differ from a calm replay",
                "0",
                tables.isEmpty(),
                "%d %s",
                tables.size(),
                tables);
        boolean isKept = report.missed().isEmpty();
        slowest.forEach(
                (part, s) ->
                        soon(
                                report,
                                "orders before a kill of " + named(part) + " sent, slowest",
                                s));
        soon(report, "outbox empty after the last kill", emptyS);
        return isKept;
    }

    private static void soon(BenchReport report, String what, double s) {
        report.goal(what, "30 s", s <= MOST_EMPTY_S, "%.1f s", s);
    }

    private static void goal(BenchReport report, String what, String goal, long n) {
        goal(report, what, goal, n, n == 0);
    }

    private static void goal(BenchReport report, String what, String goal, long n, boolean isMet) {
        report.goal(what, goal, isMet, "%,d", n);
    }

    private static void judgeOrders(
            BenchReport report, DeskClicks clicks, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<String>> byKey = new HashMap<>();
        records.stream()
                .filter(record -> record.topic().equals(Topic.DESK_LOG.topicName()))
                .sorted(Comparator.comparing(ConsumerRecord::offset))
                .forEach(
                        record ->
                                byKey.computeIfAbsent(text(record.key()), it -> new ArrayList<>())
                                        .add(text(record.headers().lastHeader("ce_id").value())));
        int expected = 0;
        int missing = 0;
        int twice = 0;
        int unordered = 0;
        for (List<String> ids : clicks.taken()) {
            expected += ids.size();
            List<String> found =
                    ids.isEmpty()
                            ? List.of()
                            : byKey.getOrDefault(DeskClicks.about(ids.get(0)), List.of());
            Set<String> once = new TreeSet<>(found);
            missing += (int) ids.stream().filter(id -> !once.contains(id)).count();
            twice += found.size() - once.size();
            unordered += List.copyOf(once).equals(found.stream().distinct().toList()) ? 0 : 1;
        }
        report.row("orders", "%,d", expected);
        goal(report, "orders that are no record", "0", missing);
        goal(report, "orders that are two records", "0", twice);
        goal(report, "keys whose orders are in another order", "0", unordered);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** All that readers see of the topics that the desk reads, without the desk's code. */
    private static List<ConsumerRecord<byte[], byte[]>> records(Properties clients) {
        Properties settings = new Properties();
        settings.putAll(clients);
        settings.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions =
                    Projections.topics().stream()
                            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    private static Map<String, String> digests(List<ConsumerRecord<byte[], byte[]>> records)
            throws NoSuchAlgorithmException {
        Map<String, String> digests = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 0);
            String place = record.topic() + "/" + record.partition() + "/" + record.offset();
            digests.put(place, HexFormat.of().formatHex(sha256.digest(TopicsCheck.bytes(record))));
        }
        return digests;
    }

    private static Map<String, String> journal(Store store) {
        try (Handle handle = store.handle()) {
            return handle.createQuery("select topic, part, off, digest from event")
                    .map(
                            (row, context) ->
                                    Map.entry(
                                            row.getString(1)
                                                    + "/"
                                                    + row.getLong(2)
                                                    + "/"
                                                    + row.getLong(3),
                                            row.getString(4)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** Against another store, and another database, into which all is read at once. */
    private static List<String> tablesThatDiffer(
            DeskKillsSite site, Store store, Map<TopicPartition, Long> ends, Path directory)
            throws BusException {
        List<String> tables = new ArrayList<>(Projections.all().tables());
        tables.addAll(List.of("event", "source", "gap"));
        try (Store calm = Store.open(StoreAddress.of(directory.resolve("calm.sqlite")));
                Projector projector =
                        new Projector(
                                calm,
                                new KafkaTopicLog(site.clients()),
                                Projections.topics(),
                                Projections.all())) {
            projector.resume();
            while (!isRead(calm, ends)) {
                projector.poll();
            }
            Map<String, String> expected = digests(calm, tables);
            Map<String, String> found = digests(store, tables);
            return tables.stream()
                    .filter(table -> !Objects.equals(expected.get(table), found.get(table)))
                    .map(table -> table + ": " + expected.get(table) + ", " + found.get(table))
                    .toList();
        }
    }

    private static Map<String, String> digests(Store store, List<String> tables) {
        try (Handle handle = store.handle()) {
            return StoreDigest.of(handle, tables);
        }
    }
}
