package dev.vigil.cli.work;

import dev.vigil.cli.option.AnswerOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.act.WorkWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person decides a conflict of owners. */
@Command(
        name = "decide",
        description = "Decide whose claims on a work do not count, by a document.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Holds whatever that party claims later; another decision replaces it, and one without",
            "--aside takes it back.",
            "",
            "Example:",
            "  vigil work decide the-film --right ON_DEMAND --territory CN --aside pacific \\",
            "      --document 'judgment 2026-7'"
        })
public final class WorkDecideCommand implements Callable<Integer> {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;
    @Mixin private AnswerOption answer;

    @Parameters(paramLabel = "WORK", description = "id of the work")
    private String workId;

    @Option(names = "--right", required = true, description = "of ${COMPLETION-CANDIDATES}")
    private RightType right;

    @Option(
            names = "--territory",
            defaultValue = "*",
            description = "where (default: everywhere that is not decided by itself)")
    private String territory;

    @Option(names = "--aside", split = ",", description = "parties whose claims don't count there")
    private List<String> setAside;

    @Option(names = "--document", required = true, description = "what the decision rests on")
    private String documentRef;

    @Option(names = "--reason", description = "why, for the parties")
    private String reason;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        ConflictDecided decided =
                new ConflictDecided(
                        workId,
                        right,
                        territory,
                        setAside,
                        connection.actor(),
                        documentRef,
                        reason,
                        now);
        try (Bus bus = connection.bus();
                Bus.Tail tail = bus.tail(Topic.REGISTER)) {
            RecordMetadata sent =
                    bus.send(
                            Topic.REGISTER_DECISIONS,
                            EventType.CONFLICT_DECIDED,
                            workId,
                            now,
                            decided);
            if (!answer.isAwaited()) {
                say(workId + " " + decided.conflictId() + ": decision sent");
                return 0;
            }
            Outcome outcome =
                    tail.first(event -> outcome(event, decided, sent), ANSWERS_WITHIN)
                            .orElseGet(() -> unchanged(decided));
            say(outcome.words());
            return outcome.isRefusal() ? 1 : 0;
        }
    }

    /** What the register has published of it. */
    private record Outcome(String words, boolean isRefusal) {}

    private static Optional<Outcome> outcome(
            Event event, ConflictDecided decided, RecordMetadata sent) {
        return event.readable(OwnershipConflict.class)
                .filter(one -> one.workId().equals(decided.workId()))
                .filter(one -> one.conflictId().equals(decided.conflictId()))
                .map(one -> new Outcome(WorkWords.conflict(one), false))
                .or(
                        () ->
                                event.readable(RegistrationReceipt.class)
                                        .filter(one -> WorkWords.refuses(one, sent))
                                        .map(one -> new Outcome(WorkWords.receipt(one), true)));
    }

    private Outcome unchanged(ConflictDecided decided) {
        return new Outcome(
                workId
                        + " "
                        + decided.conflictId()
                        + ": decided; no conflict there has changed, see vigil work conflicts "
                        + workId,
                false);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
