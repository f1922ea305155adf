package dev.vigil.client.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Sends entries and waits until every subtask that decides has answered, or one was refused. */
public final class Publication {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    /** The jobs answer each by itself: the slower one gets this long after the faster. */
    private static final Duration OTHERS_WITHIN = Duration.ofMillis(1_500);

    private static final int TELL_EVERY = 1_000;

    private final Bus bus;
    private final Consumer<String> say;
    private final Map<String, Long> waiting = new HashMap<>();
    private final Map<ListReader, Map<String, Set<Integer>>> answered =
            new EnumMap<>(ListReader.class);
    private final Map<String, Integer> expected = new HashMap<>();
    private final Map<ListReader, Integer> subtasks = new EnumMap<>(ListReader.class);
    private final Map<ListReader, Long> slowestMs = new EnumMap<>(ListReader.class);
    private int refused;

    public Publication(Bus bus, Consumer<String> say) {
        this.bus = bus;
        this.say = say;
    }

    /**
     * Sends them in order.
     *
     * @param wait false returns when Kafka has them
     * @return how many the jobs have refused, as far as they have said so
     */
    public int send(List<ListEntry> entries, boolean wait) throws IOException {
        try (Bus.Tail tail = bus.tail(Topic.LIST_EFFECTIVE, Topic.DEAD_LETTERS)) {
            int sent = 0;
            for (ListEntry entry : entries) {
                bus.queue(
                        Topic.LIST,
                        type(entry),
                        entry.entryId(),
                        System.currentTimeMillis(),
                        entry);
                waiting.put(entry.entryId(), entry.version());
                if (++sent % TELL_EVERY == 0 && sent < entries.size()) {
                    say.accept(sent + " of " + entries.size() + " entries sent");
                }
            }
            bus.flush();
            if (wait && !entries.isEmpty()) {
                await(tail);
                tell();
            }
        }
        return refused;
    }

    /** The type of the event that an entry is. */
    public static EventType type(ListEntry entry) {
        return entry.withdrawnAt() == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN;
    }

    private void await(Bus.Tail tail) throws IOException {
        long endNanos = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        boolean one = false;
        while (System.nanoTime() < endNanos && complete() < ListReader.values().length) {
            for (Event event : tail.next()) {
                event.readable(ListEffective.class).ifPresent(this::answer);
                event.readable(DeadLetter.class).ifPresent(this::refuse);
            }
            if (!one && (complete() > 0 || waiting.isEmpty())) {
                one = true;
                endNanos = Math.min(endNanos, System.nanoTime() + OTHERS_WITHIN.toNanos());
            }
        }
    }

    private void answer(ListEffective answer) {
        Long version = waiting.get(answer.entryId());
        if (version == null || version > answer.version()) {
            return;
        }
        answered.computeIfAbsent(answer.reader(), reader -> new HashMap<>())
                .computeIfAbsent(answer.entryId(), entry -> new HashSet<>())
                .add(answer.subtask());
        // Of an upload that stays down one task decides; the widest is the one to speak of.
        subtasks.merge(answer.reader(), answer.subtasks(), Math::max);
        expected.put(answer.reader() + "/" + answer.entryId(), answer.subtasks());
        slowestMs.merge(answer.reader(), answer.effectiveAt() - answer.publishedAt(), Math::max);
    }

    private void refuse(DeadLetter letter) {
        if (letter.topic().equals(Topic.LIST.topicName()) && waiting.remove(letter.key()) != null) {
            refused++;
            say.accept(letter.key() + ": refused as " + letter.reason() + ", " + letter.message());
        }
    }

    /** How many readers have answered for all. */
    private int complete() {
        return (int) answered.keySet().stream().filter(reader -> missing(reader) == 0).count();
    }

    private long missing(ListReader reader) {
        Map<String, Set<Integer>> of = answered.getOrDefault(reader, Map.of());
        return waiting.keySet().stream()
                .filter(id -> of.getOrDefault(id, Set.of()).size() < expected(reader, id))
                .count();
    }

    private int expected(ListReader reader, String entryId) {
        return expected.getOrDefault(reader + "/" + entryId, subtasks.get(reader));
    }

    private void tell() {
        if (waiting.isEmpty()) {
            return;
        }
        if (answered.isEmpty()) {
            say.accept(
                    "Sent, and no job has answered within "
                            + ANSWERS_WITHIN.toSeconds()
                            + " s: none runs, or it is still starting; see vigil list receipts");
            return;
        }
        for (ListReader reader : ListReader.values()) {
            if (!answered.containsKey(reader)) {
                say.accept(ListWords.reader(reader) + ": no answer yet; see vigil list receipts");
                continue;
            }
            long missing = missing(reader);
            say.accept(
                    ListWords.reader(reader)
                            + ": effective on all "
                            + subtasks.get(reader)
                            + " subtasks "
                            + ListWords.seconds(slowestMs.get(reader))
                            + " after publication"
                            + (missing == 0
                                    ? ""
                                    : ", but " + missing + " of " + waiting.size() + " not yet"));
        }
    }
}
