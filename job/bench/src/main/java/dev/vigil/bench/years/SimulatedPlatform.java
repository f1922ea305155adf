package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.wire.Topic;

/** Carries out what the job commands, but for one command in twenty, of which it never speaks. */
final class SimulatedPlatform implements Scenario {
    private static final int SILENT_ONE_IN = 20;

    private long commands;

    @Override
    public String description() {
        return "the platform confirms commands after a minute, one in " + SILENT_ONE_IN + " never";
    }

    @Override
    public void begin(World world) {
        world.tap(
                Uid.JUDGE,
                value -> {
                    if (value instanceof EnforcementCommand command
                            && commands++ % SILENT_ONE_IN != 0) {
                        world.at(
                                world.nowMs() + World.MINUTE_MS,
                                now ->
                                        world.emit(
                                                Uid.SESSION_CONFIRMATION_SOURCE,
                                                confirmed(command, now)));
                    }
                });
    }

    private static JudgeInput confirmed(EnforcementCommand command, long nowMs) {
        return JudgeInput.confirmed(
                ActionConfirmedBuilder.builder()
                        .confirmationId("done-" + command.commandId().replace('/', '.'))
                        .itemId(command.sessionId())
                        .measure(command.measure())
                        .effectiveAt(nowMs)
                        .commandId(command.commandId())
                        .build(),
                new RecordPosition(Topic.SESSION_CONFIRMATIONS.topicName(), 0, nowMs));
    }
}
