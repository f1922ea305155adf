package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether the clocks of the jobs move, and what the jobs could not use. */
final class HealthProjection implements Projection {
    private static final ColumnGroup CLOCK =
            ColumnGroup.last(
                    "clock_health",
                    List.of("clock"),
                    "state",
                    "since",
                    "at",
                    "watermark",
                    "lag_ms",
                    "reason",
                    "why");

    private static final ColumnGroup LETTER =
            ColumnGroup.last(
                    "dead_letter",
                    List.of("id"),
                    "off",
                    "part",
                    "topic",
                    "of_topic",
                    "of_part",
                    "of_off",
                    "stage",
                    "reason",
                    "message",
                    "subject",
                    "at",
                    "left_out");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(CLOCK, LETTER);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(ClockHealth.class)
                .ifPresent(
                        it ->
                                to.put(
                                        CLOCK,
                                        record.keyText(),
                                        it.state(),
                                        it.since(),
                                        it.at(),
                                        it.watermark(),
                                        it.lagMs(),
                                        it.reason(),
                                        why(it)));
        record.as(DeadLetter.class).ifPresent(it -> letter(record, it, to));
    }

    private static String why(ClockHealth health) {
        return health.why() == null
                ? null
                : new String(Json.bytes(health.why()), StandardCharsets.UTF_8);
    }

    private static void letter(JournaledRecord record, DeadLetter letter, RowChanges to) {
        to.put(
                LETTER,
                letter.deadLetterId(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.stage(),
                letter.reason(),
                letter.message(),
                letter.key() == null ? null : StoredText.key(letter.key()),
                // Its envelope has 1970, so that a repeat is equal; the broker has when it was
                // written.
                record.time().ms(),
                letter.leftOut());
    }
}
