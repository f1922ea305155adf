package dev.vigil.client.notice;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Standings of notifiers as they are published; what is erased is not there. */
public final class NotifierRegister {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    private NotifierRegister() {}

    public static List<NotifierStanding> read(Bus bus) throws IOException {
        return bus.latest(Topic.NOTIFIERS, NotifierStanding.class).values().stream()
                .filter(it -> !it.wasErased())
                .toList();
    }

    /**
     * True once the notice job has published that; false where it does not in time.
     *
     * @throws IOException where the job refused it, with its reason
     */
    public static boolean erased(Bus.Tail tail, NotifierErased request) throws IOException {
        NotifierStanding wanted = NotifierStanding.erased(request);
        long endNanos = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < endNanos) {
            for (Event event : tail.next()) {
                Optional<Object> record = event.readable();
                if (record.filter(wanted::equals).isPresent()) {
                    return true;
                }
                if (record.orElse(null) instanceof DeadLetter letter
                        && request.notifier().equals(letter.key())) {
                    throw new IOException(
                            request.notifier()
                                    + ": refused as "
                                    + letter.reason()
                                    + ", "
                                    + letter.message());
                }
            }
        }
        return false;
    }
}
