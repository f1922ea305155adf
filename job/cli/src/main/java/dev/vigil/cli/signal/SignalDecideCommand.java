package dev.vigil.cli.signal;

import dev.vigil.audit.RecordPlace;
import dev.vigil.cli.option.AnswerOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.act.ActAnswerWords;
import dev.vigil.client.act.SignalActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.signal.DisputeReason;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person has looked at a signal. */
@Command(
        name = "decide",
        description = "Confirm or dispute a signal of another platform, or take that back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "CONFIRM: it may block here; a notifier whose evidence was forged is on WATCH."
                    + " DISPUTE:",
            "it must not, and its peers learn it. NONE takes back what was decided.",
            "",
            "Example:",
            "  vigil signal decide west.example:film-17 CONFIRM --work the-film",
            "  vigil signal decide west.example:film-18 DISPUTE --because SHARED_SEGMENT",
            "  vigil signal decide west.example:report-3 CONFIRM --notifier studio-9"
        })
public final class SignalDecideCommand implements Callable<Integer> {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;
    @Mixin private AnswerOption answer;

    @Parameters(index = "0", paramLabel = "SIGNAL", description = "id of the signal")
    private String signalId;

    @Parameters(index = "1", paramLabel = "OPINION", description = "CONFIRM, DISPUTE or NONE")
    private OpinionKind opinion;

    @Option(names = "--because", description = "why it is disputed, of ${COMPLETION-CANDIDATES}")
    private DisputeReason because;

    @Option(
            names = "--work",
            description = "the work here that it is a recording of (default: by its identifiers)")
    private String workId;

    @Option(
            names = "--notifier",
            description =
                    "of a report of forged evidence: the notifier here (default: as it names it)")
    private String notifier;

    @Option(names = "--reason", description = "why, for people here")
    private String reason;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus();
                Bus.Tail tail = bus.tail(Topic.SIGNAL_STATES)) {
            Act act = SignalActs.decide(new TopicFacts(bus), opinion(now));
            RecordPlace sent = act.send(bus);
            Optional<ActAnswer> status =
                    answer.isAwaited()
                            ? tail.first(event -> ActAnswer.of(act, sent, event), ANSWERS_WITHIN)
                            : Optional.empty();
            spec.commandLine()
                    .getOut()
                    .println(
                            status.map(it -> ActAnswerWords.of(act, it, now))
                                    .orElse(signalId + ": decided; see vigil signal list"));
        }
        return 0;
    }

    private SignalDecidedBuilder opinion(long now) {
        return SignalDecidedBuilder.builder()
                .signalId(signalId)
                .opinion(opinion)
                .reasonCode(because)
                .workId(workId)
                .notifier(notifier)
                .by(connection.actor())
                .reason(reason)
                .at(now);
    }
}
