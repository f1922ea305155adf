package dev.vigil.bench.load;

import static dev.vigil.bench.load.Pace.HOUR_MS;
import static dev.vigil.bench.load.Pace.MINUTE_MS;
import static dev.vigil.bench.load.Pace.SECOND_MS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What happens to one notice, from a seed. A fifth is answered within the last second before due;
 * of the others some come late, are withdrawn, come back, were incomplete or grow.
 */
public final class Script {
    /** What is sent. */
    public enum Act {
        RECEIVED,
        RECEIVED_INCOMPLETE,
        TRIAGED_ACCEPTED,
        TRIAGED_INCOMPLETE,
        SUPPLEMENTED,
        JOINED,
        FORWARDED,
        ACKED,
        CONFIRMED,
        BACK,
        WITHDRAWN
    }

    /**
     * One record; a repeat has the number of the first and is sent later.
     *
     * @param sentAt when it reaches Kafka
     * @param saidAt the event's own time
     * @param at the time in the event: effective, received, decided
     * @param item number of the item, where it names one
     * @param alert generation/level, where it acknowledges one
     */
    public record Event(
            int number, Act act, long sentAt, long saidAt, long at, int item, String alert) {
        private Event repeated(long laterMs) {
            return new Event(number, act, sentAt + laterMs, saidAt, at, item, alert);
        }
    }

    private static final long DUE_MS = 24 * HOUR_MS;
    private static final String[] LEVELS = {"E0", "E2", "E3", "E4", "E5", "E6", "E7"};
    private static final long[] MINUTES = {0, 720, 1_080, 1_200, 1_320, 1_380, 1_425};

    private final SplittableRandom random;
    private final Pace pace;
    private final long receivedAt;
    private final int items;
    private final List<Event> events = new ArrayList<>();

    private Script(long seed, int notice, int notices, Pace pace, long originMs) {
        this.pace = pace;
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + notice);
        receivedAt = originMs + 1 + pace.windowMs() * notice / notices;
        int dice = random.nextInt(10);
        items = dice < 6 ? 1 : dice < 9 ? 2 : 3;
    }

    public static List<Event> of(long seed, int notice, int notices, Pace pace, long originMs) {
        Script script = new Script(seed, notice, notices, pace, originMs);
        script.write(notice);
        script.repeatSome();
        return script.events;
    }

    public static String noticeId(int notice) {
        return String.format(Locale.ROOT, "n-%07d", notice);
    }

    public static String itemId(int notice, int item) {
        return noticeId(notice) + "-i" + item;
    }

    private void write(int notice) {
        int dice = random.nextInt(100);
        boolean lastSecond = notice % 5 == 0;
        if (!lastSecond && dice < 5) {
            incompleteAtFirst();
            return;
        }
        boolean lateTriage = !lastSecond && dice < 7;
        add(lateTriage ? Act.RECEIVED_INCOMPLETE : Act.RECEIVED, receivedAt + lag(), receivedAt);
        long triagedMs = lateTriage ? pause(2.5 * HOUR_MS, 5.5 * HOUR_MS) : pause(0, HOUR_MS);
        said(Act.TRIAGED_ACCEPTED, receivedAt + Math.max(3 * SECOND_MS, triagedMs));
        said(Act.FORWARDED, receivedAt + Math.max(4 * SECOND_MS, pause(0, 2.0 * HOUR_MS)));
        if (lastSecond) {
            done(receivedAt + DUE_MS - 1 - random.nextInt(1_000), random.nextInt(2_000));
        } else if (dice < 12) {
            done(receivedAt + DUE_MS + MINUTE_MS + pause(0, 15.0 * HOUR_MS), lag());
        } else if (dice < 15) {
            done(receivedAt + DUE_MS - 5 * MINUTE_MS, 10 * MINUTE_MS + pause(0, 5.0 * HOUR_MS));
        } else if (dice < 20) {
            long at = receivedAt + MINUTE_MS + pause(HOUR_MS, 23.0 * HOUR_MS);
            acks(1, receivedAt, at);
            said(Act.WITHDRAWN, at);
        } else {
            long at = receivedAt + MINUTE_MS + pause(0.1 * HOUR_MS, 23.5 * HOUR_MS);
            done(at, lag());
            if (dice < 24) {
                comesBack(at);
            } else if (dice < 27) {
                grows();
            }
        }
    }

    /** Within the two hours of triage; a supplement begins a new run. */
    private void incompleteAtFirst() {
        add(Act.RECEIVED_INCOMPLETE, receivedAt + lag(), receivedAt);
        said(Act.TRIAGED_INCOMPLETE, receivedAt + 3 * SECOND_MS + pause(0, 1.5 * HOUR_MS));
        long at = receivedAt + MINUTE_MS + pause(3.0 * HOUR_MS, 10.0 * HOUR_MS);
        said(Act.SUPPLEMENTED, at);
        said(Act.FORWARDED, at + 2 * MINUTE_MS);
        for (int item = 0; item < items; item++) {
            confirm(item, at + MINUTE_MS + pause(HOUR_MS, 23.0 * HOUR_MS), lag());
        }
        acks(2, at, at + HOUR_MS);
    }

    private void comesBack(long doneAt) {
        long backAt = doneAt + MINUTE_MS + pause(HOUR_MS, 10.0 * HOUR_MS);
        add(Act.BACK, backAt + lag(), backAt, items - 1, null);
        long againAt = backAt + MINUTE_MS + pause(HOUR_MS, 23.5 * HOUR_MS);
        confirm(items - 1, againAt, lag());
        acks(2, backAt, againAt);
    }

    private void grows() {
        long at = receivedAt + MINUTE_MS + pause(HOUR_MS, 12.0 * HOUR_MS);
        add(Act.JOINED, at + lag(), at, items, null);
        confirm(items, at + MINUTE_MS + pause(HOUR_MS, 23.5 * HOUR_MS), lag());
    }

    /** The last item at the end, the others on the way. */
    private void done(long at, long laterMs) {
        long untilMs = Math.min(at - receivedAt, DUE_MS);
        for (int item = 0; item < items - 1; item++) {
            long partMs = Math.min(untilMs - 1, MINUTE_MS + pause(0, untilMs));
            confirm(item, receivedAt + Math.max(1, partMs), lag());
        }
        confirm(items - 1, at, laterMs);
        acks(1, receivedAt, at);
    }

    private void confirm(int item, long effectiveAt, long laterMs) {
        add(Act.CONFIRMED, effectiveAt + laterMs, effectiveAt, item, null);
    }

    /** Some of the levels that were published by then. */
    private void acks(int generation, long startedAt, long until) {
        int withinMs = (int) (pace.quantumMs() == 1 ? 8 * MINUTE_MS : MINUTE_MS);
        for (int i = 0; i < LEVELS.length; i++) {
            long at = startedAt + MINUTES[i] * MINUTE_MS + 5 * SECOND_MS + random.nextInt(withinMs);
            if (at < until && (i == 0 || random.nextInt(10) < 6)) {
                add(Act.ACKED, at + lag(), at, 0, generation + "/" + LEVELS[i]);
            }
        }
    }

    private void said(Act act, long at) {
        add(act, at + lag(), at);
    }

    private void add(Act act, long sentAt, long at) {
        add(act, sentAt, at, 0, null);
    }

    private void add(Act act, long sentAt, long at, int item, String alert) {
        events.add(new Event(events.size(), act, sentAt, sentAt, at, item, alert));
    }

    /** Kafka's repeats: one record in eight, of every kind. */
    private void repeatSome() {
        for (Event event : List.copyOf(events)) {
            if (random.nextInt(8) == 0) {
                events.add(event.repeated(random.nextInt((int) (30 * SECOND_MS))));
            }
        }
    }

    /** On the way to Kafka. */
    private long lag() {
        return random.nextInt(1_500);
    }

    private long pause(double minMs, double maxMs) {
        long ms = (long) (minMs + random.nextDouble() * (maxMs - minMs));
        return pace.quantumMs() == 1
                ? ms
                : ms / pace.quantumMs() * pace.quantumMs() + random.nextInt(20_000);
    }
}
