package dev.vigil.cli.work;

import dev.vigil.audit.RecordPlace;
import dev.vigil.cli.option.AnswerOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.act.ActAnswerWords;
import dev.vigil.client.act.RightsActs;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            Act act = RightsActs.decideConflict(decided);
            RecordPlace sent = act.send(bus);
            if (!answer.isAwaited()) {
                say(workId + " " + decided.conflictId() + ": decision sent");
                return 0;
            }
            Optional<ActAnswer> outcome =
                    tail.first(event -> ActAnswer.of(act, sent, event), ANSWERS_WITHIN);
            say(
                    outcome.map(it -> ActAnswerWords.of(act, it, now))
                            .orElseGet(() -> unchanged(decided)));
            return outcome.filter(it -> it.kind() == ActAnswer.Kind.REFUSED).isPresent() ? 1 : 0;
        }
    }

    private String unchanged(ConflictDecided decided) {
        return workId
                + " "
                + decided.conflictId()
                + ": decided; no conflict there has changed, see vigil work conflicts "
                + workId;
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
