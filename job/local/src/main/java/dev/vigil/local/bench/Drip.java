package dev.vigil.local.bench;

import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drop by drop: a notice that is due in a minute, every second one answered at once, and a segment
 * that nobody can read.
 */
final class Drip implements AutoCloseable {
    private static final String SOURCE = "/vigil/bench";
    private static final long EVERY_MS = 1_000;

    /** Longer than any outage here: what is answered at once is in the log before. */
    private static final long DUE_IN_MS = 60_000;

    private final Feed bridge;
    private final Feed platform;
    private final Thread thread = new Thread(this::run, "drip");
    private final Map<String, Long> notices = new ConcurrentHashMap<>();
    private final Map<String, Long> poison = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private volatile boolean ends;
    private volatile Exception failure;

    /**
     * @param bridge clients that write notices
     * @param platform clients that write media
     */
    Drip(Properties bridge, Properties platform) {
        this.bridge = new Feed(bridge);
        this.platform = new Feed(platform);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (int number = 0; !ends; number++) {
                notice(number);
                poison(number);
                Thread.sleep(EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void notice(int number) {
        long nowMs = System.currentTimeMillis();
        long receivedMs = nowMs - 24 * Pace.HOUR_MS + DUE_IN_MS;
        String id = Script.noticeId(number);
        Script.Event event =
                new Script.Event(
                        0, Script.Act.RECEIVED, receivedMs, receivedMs, receivedMs, 0, null);
        Envelope received = Envelope.json(EventType.NOTICE_RECEIVED, SOURCE, id, id, nowMs);
        bridge.send(Topic.NOTICES, id, nowMs, received, Feed.received(number, 1, event));
        if (number % 2 == 0) {
            String item = Script.itemId(number, 0);
            Envelope confirmed =
                    Envelope.json(EventType.ACTION_CONFIRMED, SOURCE, id + "/done", item, nowMs);
            ActionConfirmed done =
                    new ActionConfirmed(id + ".done", item, Measure.DELETE, nowMs, null, null);
            bridge.send(Topic.CONFIRMATIONS, item, nowMs, confirmed, done);
            answered.add(id);
        }
        notices.put(id, nowMs);
    }

    /** Its subject is missing. */
    private void poison(int number) {
        String key = "poison-" + number;
        long nowMs = System.currentTimeMillis();
        Envelope envelope = Envelope.json(EventType.SEGMENT, SOURCE, key, null, nowMs);
        platform.send(Topic.MEDIA_LIVE, key, nowMs, envelope, Map.of());
        poison.put(key, nowMs);
    }

    /** When each was sent. */
    Map<String, Long> notices() {
        return notices;
    }

    /** By key, when each was sent. */
    Map<String, Long> poison() {
        return poison;
    }

    /** The notices that must end in a breach. */
    Set<String> unanswered() {
        Set<String> unanswered = new HashSet<>(notices.keySet());
        unanswered.removeAll(answered);
        return unanswered;
    }

    /** Throws what it failed with. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException("sending notices", failure);
        }
        bridge.check();
        platform.check();
    }

    @Override
    public void close() throws InterruptedException {
        ends = true;
        thread.join();
        bridge.close();
        platform.close();
    }
}
