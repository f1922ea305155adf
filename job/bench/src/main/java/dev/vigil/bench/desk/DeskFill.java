package dev.vigil.bench.desk;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TopicLog.Shape;
import dev.vigil.desk.store.Store;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings the events of a site into a store by the desk's own projector, journal and all; only the
 * broker is left out.
 *
 * @param records that are in the store now
 * @param seconds that took
 * @param lastASecond records a second over the last tenth, when the store had its size
 * @param ends behind the last record of each partition
 * @param bytes of keys and bodies, by topic
 */
record DeskFill(
        long records,
        double seconds,
        double lastASecond,
        Map<TopicPartition, Long> ends,
        Map<String, Long> bytes) {
    private static final long REPORT_EVERY_NANOS = 10_000_000_000L;

    /**
     * Fills it.
     *
     * @param steps of the plan, the first ones
     * @param shapes those of the broker that the desk will read on from
     */
    static DeskFill of(
            Store store,
            DeskPlan plan,
            long steps,
            Map<String, Shape> shapes,
            Consumer<String> progress)
            throws BusException {
        AtomicLong done = new AtomicLong();
        GeneratedLog log = new GeneratedLog(shapes, out -> make(plan, steps, out, done));
        try (Projector projector =
                new Projector(store, log, Projections.topics(), Projections.all())) {
            projector.resume();
            long beganNanos = System.nanoTime();
            long reportedNanos = beganNanos;
            long records = 0;
            long tenthNanos = 0;
            long tenthRecords = 0;
            while (!log.isOver()) {
                records += projector.poll();
                long now = System.nanoTime();
                if (tenthNanos == 0 && done.get() >= steps - steps / 10) {
                    tenthNanos = now;
                    tenthRecords = records;
                }
                if (now - reportedNanos >= REPORT_EVERY_NANOS) {
                    reportedNanos = now;
                    double seconds = (now - beganNanos) / 1e9;
                    progress.accept(progress(records, seconds, (double) done.get() / steps));
                }
            }
            long endNanos = System.nanoTime();
            return new DeskFill(
                    records,
                    (endNanos - beganNanos) / 1e9,
                    (records - tenthRecords) * 1e9 / Math.max(1, endNanos - tenthNanos),
                    new HashMap<>(log.ends()),
                    new HashMap<>(log.bytes()));
        }
    }

    private static void make(DeskPlan plan, long steps, EventSink out, AtomicLong done) {
        DeskEvents events = new DeskEvents(plan, out);
        events.begin();
        for (long step = 0; step < steps; step++) {
            events.step(step);
            done.set(step + 1);
        }
    }

    private static String progress(long records, double seconds, double share) {
        return String.format(
                Locale.ROOT,
                "%,d records, %,.0f a second, %.0f %%, %.0f min left",
                records,
                records / seconds,
                100 * share,
                seconds / Math.max(0.001, share) * (1 - share) / 60);
    }
}
