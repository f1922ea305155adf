package dev.vigil.cli;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.CommandActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The platform's side of a command on a session; items of notices have a verb of their own. */
@Command(
        name = "confirm",
        description = {
            "Answer a command on a session: it was carried out, or it could not be.",
            "Without an answer a command is repeated, then escalated."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil confirm room-77                        (the last command on it)",
            "  vigil confirm room-77/command/179592013 --measure NOT_FOUND --evidence log-8",
            "  vigil confirm room-77 --failed 'the encoder does not answer'"
        })
final class ConfirmCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;

    @Parameters(
            paramLabel = "COMMAND|SESSION",
            description = "id of the command, or of its session for the last one on it")
    private String id;

    @Option(
            names = "--measure",
            description = "what was done, of ${COMPLETION-CANDIDATES} (default: what was ordered)")
    private Measure measure;

    @Option(names = "--failed", paramLabel = "REASON", description = "why it could not be done")
    private String failed;

    @Option(
            names = "--effective",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it took effect (default: now)")
    private Instant effective;

    @Option(names = "--by", description = "who carried it out")
    private String executor;

    @Option(names = "--evidence", description = "reference to a proof; NOT_FOUND needs one")
    private String evidence;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        long at = effective == null ? now : effective.toEpochMilli();
        try (Bus bus = connection.bus()) {
            TopicFacts known = new TopicFacts(bus);
            Act act =
                    failed == null
                            ? CommandActs.confirm(known, id, answer(at), now)
                            : CommandActs.fail(known, id, at, failed, now);
            act.send(bus);
            say(CommandActs.words(act));
        }
        return 0;
    }

    private ActionConfirmedBuilder answer(long at) {
        return ActionConfirmedBuilder.builder()
                .confirmationId(UUID.randomUUID().toString())
                .measure(measure)
                .effectiveAt(at)
                .executor(executor)
                .evidence(evidence);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
