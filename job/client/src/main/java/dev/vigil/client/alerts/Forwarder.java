package dev.vigil.client.alerts;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.GroupReader;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Takes records from their topics to a target, one after the other. An offset is committed only
 * once all before it is accepted, or lies on the dead letters with the target's own words; so a
 * kill repeats and never loses. For one thread.
 */
public final class Forwarder {
    public static final Topic DEAD_LETTERS = Topic.NOTICE_DEAD_LETTERS;

    /**
     * What may still be open was last reported within this time: a clock that runs reports a level
     * each day as an alert about an account is, an alert of a command is over after a week. One
     * that is on hold for longer is reported again when it goes on.
     */
    static final Duration RECENT = Duration.ofDays(60);

    /**
     * Kafka forgets where a group without members is: a week after the last commit by default, a
     * day at the brokers of some sites. What is quiet for longer would be forwarded again.
     */
    static final Duration COMMIT_WITHIN = Duration.ofHours(1);

    private static final int MOST_BYTES = 64 * 1024;

    private final GroupReader reader;
    private final Bus bus;
    private final Form form;
    private final Target target;
    private final Duration repeatEvery;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private long repeatAtMs;
    private long commitAtMs;

    /**
     * @param bus for dead letters
     * @param repeatEvery how often what is open is repeated
     * @param progress gets a line for a person for each record
     */
    public Forwarder(
            GroupReader reader,
            Bus bus,
            Form form,
            Target target,
            Duration repeatEvery,
            InstantSource clock,
            Consumer<String> progress) {
        this.reader = reader;
        this.bus = bus;
        this.form = form;
        this.target = target;
        this.repeatEvery = repeatEvery;
        this.clock = clock;
        this.progress = progress;
    }

    /** What alerts lie on, and who has seen which. */
    public static List<Topic> topics() {
        return List.of(
                Topic.ESCALATIONS,
                Topic.BREACHES,
                Topic.HEALTH,
                Topic.MEDIA_ALERTS,
                Topic.LEDGER_ALERTS,
                Topic.ACKS);
    }

    /** Forwards what was there when the reader started and repeats what is open, then returns. */
    public void drain() throws IOException, InterruptedException {
        learn();
        do {
            round();
        } while (!reader.atEnd());
    }

    /**
     * Forwards what is there and what comes.
     *
     * @param goOn asked before each round; false ends it
     */
    public void follow(BooleanSupplier goOn) throws IOException, InterruptedException {
        learn();
        while (goOn.getAsBoolean()) {
            round();
        }
    }

    private void learn() throws IOException {
        // The health of a clock has one key: its last record counts however old it is.
        long sinceMs = clock.millis() - RECENT.toMillis();
        reader.recent(topic -> topic == Topic.HEALTH ? 0 : sinceMs, form::learn);
        repeatAtMs = clock.millis();
    }

    private void round() throws IOException, InterruptedException {
        List<Event> events = reader.poll();
        events.forEach(event -> form.learn(event, false));
        for (Event event : events) {
            forward(event);
        }
        if (!events.isEmpty() || clock.millis() >= commitAtMs) {
            commit();
        }
        repeat();
    }

    private void commit() throws BusException {
        commitAtMs = clock.millis() + COMMIT_WITHIN.toMillis();
        if (!reader.commit()) {
            progress.accept("Kafka does not take the offsets now; a restart would repeat some");
        }
    }

    private void forward(Event event) throws IOException, InterruptedException {
        Optional<byte[]> document;
        try {
            document = form.document(event, clock.millis());
        } catch (RuntimeException e) {
            bury(event, "ALERT_UNREADABLE", String.valueOf(e.getMessage()));
            return;
        }
        if (document.isEmpty()) {
            return;
        }
        ReceiverAnswer answer = target.post(document.get(), form.contentType(), name(event));
        if (answer.accepted()) {
            progress.accept(name(event) + " forwarded");
        } else {
            bury(
                    event,
                    "ALERT_REFUSED",
                    "alert: expected the target to accept it, got "
                            + answer
                            + "; correct the target or the record, then send it by hand");
        }
    }

    private static String name(Event event) {
        return event.topic() + " " + event.key();
    }

    private void bury(Event event, String reason, String message) throws BusException {
        byte[] bytes = event.data() == null ? new byte[0] : event.data();
        DeadLetter letter =
                DeadLetterBuilder.builder()
                        .deadLetterId(
                                event.topic() + "/" + event.partition() + "/" + event.offset())
                        .topic(event.topic())
                        .partition(event.partition())
                        .offset(event.offset())
                        .stage("alerts")
                        .reason(reason)
                        .message(message)
                        .key(event.key())
                        .bytes(Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES)))
                        .build();
        String id = letter.deadLetterId();
        bus.send(
                DEAD_LETTERS,
                id,
                Envelope.json(EventType.DEAD_LETTER, "/vigil/" + letter.stage(), id, id, 0),
                Json.bytes(letter));
        progress.accept(name(event) + " is a dead letter, " + reason + ": " + message);
    }

    private void repeat() throws IOException, InterruptedException {
        if (clock.millis() < repeatAtMs) {
            return;
        }
        for (byte[] document : form.standing(clock.millis())) {
            ReceiverAnswer answer = target.post(document, form.contentType(), "the open alerts");
            if (!answer.accepted()) {
                progress.accept("the open alerts were refused: " + answer);
            }
        }
        repeatAtMs = clock.millis() + repeatEvery.toMillis();
    }
}
