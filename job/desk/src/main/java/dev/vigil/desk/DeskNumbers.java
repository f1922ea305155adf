package dev.vigil.desk;

import dev.vigil.desk.ask.HealthQuery;
import dev.vigil.desk.ask.HealthQuery.OutboxCounts;
import dev.vigil.desk.project.StoreAge;
import dev.vigil.desk.store.Store;
import dev.vigil.peers.Sample;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Numbers of a desk for Prometheus. Those of the store are asked for by a thread of the desk, and
 * kept: a database that is away answers none, and who watches the desk must see that at once.
 */
final class DeskNumbers {
    static final Duration EVERY = Duration.ofSeconds(5);

    /** Longer than a question to a database that hangs, and the pause before it. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    /** Longer than a database takes that is only busy. */
    private static final Duration HANGS_AFTER = Duration.ofMinutes(5);

    private final Store store;
    private final StoreAge age;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile Seen seen;
    private volatile long roundNanos;

    /** What was answered last; null before the first answer. */
    private record Seen(List<Sample> samples, long atNanos) {}

    DeskNumbers(Store store, StoreAge age, InstantSource clock, LongSupplier nanos) {
        this.store = store;
        this.age = age;
        this.clock = clock;
        this.nanos = nanos;
        roundNanos = nanos.getAsLong();
    }

    /**
     * Asks the store.
     *
     * @throws JdbiException where it does not answer
     */
    void look() {
        try {
            ask();
        } finally {
            roundNanos = nanos.getAsLong();
        }
    }

    private void ask() {
        List<Sample> samples = new ArrayList<>(behind());
        try (Handle handle = store.handle()) {
            OutboxCounts outbox = HealthQuery.outbox(handle);
            samples.add(outbox("waiting", outbox.waiting() - outbox.inDoubt()));
            samples.add(outbox("in_doubt", outbox.inDoubt()));
            samples.add(
                    number(
                            "vigil_desk_outbox_oldest_seconds",
                            "How long what a person ordered has not been on its topic; 0 for none.",
                            outbox.oldest() == null
                                    ? 0
                                    : Math.max(0, clock.millis() - outbox.oldest()) / 1000.0));
            read(handle, samples);
            samples.add(
                    number(
                            "vigil_desk_missed_offsets_total",
                            "Offsets that topics had deleted before they were read.",
                            HealthQuery.missed(handle)));
            samples.add(
                    number(
                            "vigil_desk_store_bytes",
                            "What the store takes on disk, journal and rows and indexes.",
                            store.bytes(handle)));
        }
        seen = new Seen(List.copyOf(samples), nanos.getAsLong());
    }

    private static void read(Handle handle, List<Sample> samples) {
        new TreeMap<>(HealthQuery.read(handle))
                .forEach(
                        (topic, offsets) ->
                                samples.add(
                                        new Sample(
                                                "vigil_desk_read_offsets_total",
                                                "Offsets of a topic that the store has passed.",
                                                Map.of("topic", topic),
                                                offsets)));
    }

    private static Sample outbox(String state, long records) {
        return new Sample(
                "vigil_desk_outbox_records",
                "What people ordered and is not known to be on its topic.",
                Map.of("state", state),
                records);
    }

    /** True where the store has answered lately: pages can be served. */
    boolean answers() {
        Seen last = seen;
        return last != null && nanos.getAsLong() - last.atNanos() < SILENT_AFTER.toNanos();
    }

    /** False where a question to the store hangs: a new connection may help, and so a restart. */
    boolean isAlive() {
        return nanos.getAsLong() - roundNanos < HANGS_AFTER.toNanos();
    }

    /** Numbers that are old are left out. */
    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        boolean answers = answers();
        samples.add(
                number(
                        "vigil_desk_store_answers",
                        "1 where the database has answered within 20 seconds.",
                        answers ? 1 : 0));
        if (answers) {
            samples.addAll(seen.samples());
        }
        return samples;
    }

    private List<Sample> behind() {
        List<Sample> samples = new ArrayList<>();
        age.offsetsBehind()
                .ifPresent(
                        behind ->
                                behind.forEach(
                                        (topic, offsets) ->
                                                samples.add(
                                                        new Sample(
                                                                "vigil_desk_store_behind_offsets",
                                                                "Offsets of a topic that the store"
                                                                        + " has not read.",
                                                                Map.of("topic", topic),
                                                                offsets))));
        StoreAge.Known known = age.known();
        samples.add(
                number(
                        "vigil_desk_store_behind_seconds",
                        "How far the store is behind the topics, at the least.",
                        known.ms() / 1000.0));
        samples.add(
                number(
                        "vigil_desk_broker_answers",
                        "1 where the broker has answered within ten seconds.",
                        known.answers() ? 1 : 0));
        return samples;
    }

    static Sample number(String name, String help, double value) {
        return new Sample(name, help, Map.of(), value);
    }
}
