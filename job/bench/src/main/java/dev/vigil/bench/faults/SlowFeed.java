package dev.vigil.bench.faults;

import dev.vigil.bench.load.Pace;
import dev.vigil.bench.load.Script;
import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.bench.load.Sender;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Drop by drop: a notice that is due soon, every second one answered at once, a segment that can't
 * be read, and some more that no door lets in, of every kind in turn.
 */
final class SlowFeed extends Sender {
    private static final String SOURCE = "/vigil/bench";
    private static final long EVERY_MS = 1_000;

    /** Of the kinds in turn, each second. */
    private static final int KINDS = 3;

    /** Longer than the broker is ever gone: what is answered at once is in the log before. */
    static final long LONG_MS = 60_000;

    /** Where the broker stays. */
    static final long SHORT_MS = 20_000;

    /** Default of the option clock.grace. */
    static final long GRACE_MS = 10_000;

    private final ScriptFeed bridge;
    private final ScriptFeed anybody;
    private final long dueInMs;
    private final Map<String, Long> notices = new ConcurrentHashMap<>();
    private final List<RefusedRecords.Kind> kinds = RefusedRecords.kinds();
    private final Map<String, Long> pulses = new ConcurrentHashMap<>();
    private final Map<String, RefusedRecords.Kind> poison = new ConcurrentHashMap<>();
    private volatile int poisoned;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    /**
     * @param bridge clients that write notices
     * @param anybody clients that may write to every topic
     * @param dueInMs how soon a notice is due
     */
    SlowFeed(Properties bridge, Properties anybody, long dueInMs) {
        super("notices and refused records");
        this.bridge = new ScriptFeed(bridge);
        this.anybody = new ScriptFeed(anybody);
        this.dueInMs = dueInMs;
    }

    @Override
    protected void send() throws InterruptedException {
        for (int number = 0; !ends(); number++) {
            notice(number);
            spoilt();
            check();
            Thread.sleep(EVERY_MS);
        }
    }

    private void notice(int number) {
        long nowMs = System.currentTimeMillis();
        long receivedMs = nowMs - 24 * Pace.HOUR_MS + dueInMs;
        String id = Script.noticeId(number);
        Script.Event event =
                new Script.Event(
                        0, Script.Act.RECEIVED, receivedMs, receivedMs, receivedMs, 0, null);
        Envelope received = Envelope.json(EventType.NOTICE_RECEIVED, SOURCE, id, id, nowMs);
        bridge.send(Topic.NOTICES, id, nowMs, received, ScriptFeed.received(number, 1, event));
        if (number % 2 == 0) {
            String item = Script.itemId(number, 0);
            Envelope confirmed =
                    Envelope.json(EventType.ACTION_CONFIRMED, SOURCE, id + "/done", item, nowMs);
            ActionConfirmed done =
                    ActionConfirmedBuilder.builder()
                            .confirmationId(id + ".done")
                            .itemId(item)
                            .measure(Measure.DELETE)
                            .effectiveAt(nowMs)
                            .build();
            bridge.send(Topic.CONFIRMATIONS, item, nowMs, confirmed, done);
            answered.add(id);
        }
        notices.put(id, nowMs);
    }

    private void spoilt() {
        pulse(poisoned);
        for (int more = 0; more < KINDS; more++) {
            RefusedRecords.Kind kind = kinds.get((poisoned * KINDS + more) % kinds.size());
            anybody.sendAny(kind.record(poisoned), sent -> poison.put(place(sent), kind));
        }
        poisoned++;
    }

    private void pulse(int number) {
        long nowMs = System.currentTimeMillis();
        RefusedRecords.Kind kind = RefusedRecords.pulse();
        anybody.sendAny(
                kind.record(number),
                sent -> {
                    poison.put(place(sent), kind);
                    pulses.put(place(sent), nowMs);
                });
    }

    /** As the id of a dead letter names it. */
    private static String place(RecordMetadata sent) {
        return sent.topic() + "/" + sent.partition() + "/" + sent.offset();
    }

    /** How many kinds have been sent so far, of all. */
    int kindsSent() {
        return Math.min(poisoned * KINDS, kinds.size());
    }

    int kinds() {
        return kinds.size();
    }

    /** When each was sent. */
    Map<String, Long> notices() {
        return notices;
    }

    /** When the unreadable segment of each second was sent, by its place in Kafka. */
    Map<String, Long> pulses() {
        return pulses;
    }

    /** What can't be read, by its place in Kafka. */
    Map<String, RefusedRecords.Kind> poison() {
        return poison;
    }

    /** The notices that must end in a breach. */
    Set<String> unanswered() {
        Set<String> unanswered = new HashSet<>(notices.keySet());
        unanswered.removeAll(answered);
        return unanswered;
    }

    /** Those of them whose breach had to be written in that time. */
    Set<String> breached(long fromMs, long toMs) {
        Set<String> breached = unanswered();
        breached.removeIf(
                id -> {
                    long atMs = notices.get(id) + dueInMs + GRACE_MS;
                    return atMs < fromMs || atMs >= toMs;
                });
        return breached;
    }

    @Override
    public void check() {
        super.check();
        bridge.check();
        anybody.check();
    }

    @Override
    protected void release() {
        bridge.close();
        try {
            anybody.flush();
        } finally {
            anybody.close();
        }
    }
}
