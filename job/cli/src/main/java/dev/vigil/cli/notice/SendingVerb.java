package dev.vigil.cli.notice;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A verb that sends one record and prints the notice job's answer: the state of the notice now, or
 * why the record was refused. Only the job knows that, so no verb guesses.
 */
abstract class SendingVerb extends Verb {
    @Mixin private WritingConnection connection;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(8);

    /** A record changes a notice at once, and a timer right after it may change it again. */
    private static final Duration SETTLES_WITHIN = Duration.ofMillis(1_200);

    @Option(
            names = "--no-wait",
            description = "return when Kafka has it, without the notice job's answer")
    private boolean noWait;

    @Override
    WritingConnection connection() {
        return connection;
    }

    /**
     * Sends a record and prints the answer.
     *
     * @param notices those that it concerns
     * @return exit code
     * @throws IOException where the job refused it, with its reason
     */
    int send(
            Bus bus,
            EventType type,
            String key,
            long timeMs,
            Object event,
            Collection<String> notices)
            throws IOException {
        Topic topic = type.topics().get(0);
        if (noWait) {
            bus.send(topic, type, key, timeMs, event);
            say(key + ": sent; see vigil notice show " + String.join(", ", notices));
            return 0;
        }
        try (Bus.Tail tail = bus.tail(Topic.NOTICE_STATUS, Topic.NOTICE_DEAD_LETTERS)) {
            bus.send(topic, type, key, timeMs, event);
            Map<String, NoticeStatus> answers = answers(tail, key, notices);
            answers.values().forEach(status -> say(words(status)));
            if (answers.isEmpty()) {
                say(
                        key
                                + ": sent, and got no answer within "
                                + ANSWERS_WITHIN.toSeconds()
                                + " s: it changes nothing, or the notice job does not run (vigil"
                                + " up); see vigil notice show "
                                + String.join(", ", notices));
            }
        }
        return 0;
    }

    /** How the answer is printed. */
    String words(NoticeStatus status) {
        return NoticeWords.status(status);
    }

    private static Map<String, NoticeStatus> answers(
            Bus.Tail tail, String key, Collection<String> notices) throws IOException {
        Map<String, NoticeStatus> answers = new TreeMap<>();
        long endNanos = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < endNanos) {
            List<Event> events = tail.next();
            for (Event event : events) {
                Optional<DeadLetter> letter = event.readable(DeadLetter.class);
                if (letter.isPresent()) {
                    refuse(letter.get(), key, notices);
                }
                Optional<NoticeStatus> status = event.readable(NoticeStatus.class);
                if (status.isPresent() && notices.contains(status.get().noticeId())) {
                    answers.put(status.get().noticeId(), status.get());
                    long settledNanos = System.nanoTime() + SETTLES_WITHIN.toNanos();
                    endNanos = Math.min(endNanos, settledNanos);
                }
            }
        }
        return answers;
    }

    private static void refuse(DeadLetter letter, String key, Collection<String> notices)
            throws IOException {
        if (key.equals(letter.key()) || notices.contains(letter.key())) {
            throw new IOException(
                    letter.key() + ": refused as " + letter.reason() + ", " + letter.message());
        }
    }
}
