package dev.vigil.cli.account;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.act.ActAnswerWords;
import dev.vigil.client.act.ActAnswers;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A verb that sends one record about an account and prints what the ledger job made of it: the
 * offences, warnings, report and standing that changed, or why it was refused.
 */
@Command(mixinStandardHelpOptions = true)
abstract class LedgerVerb implements Callable<Integer> {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    /** Offence, warning, report and standing come one after the other. */
    private static final Duration SETTLES_WITHIN = Duration.ofMillis(1_500);

    /** A stamp may be that far ahead of this machine's clock. */
    private static final long MOST_AHEAD_MS = 60_000;

    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;

    @Option(
            names = "--no-wait",
            description = "return when Kafka has it, without the ledger job's answer")
    private boolean noWait;

    boolean waits() {
        return !noWait;
    }

    WritingConnection connection() {
        return connection;
    }

    Bus bus() throws IOException {
        return connection.bus();
    }

    void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    /**
     * Sends an act and prints the answer.
     *
     * @return exit code
     * @throws IOException where the job refused it, with its reason
     */
    int send(Bus bus, Act act) throws IOException {
        String accountId = act.answers().get(0);
        // The platform may not read all that follows from what it reports.
        List<Topic> followed = noWait ? List.of() : bus.readable(ActAnswer.topics(act));
        if (followed.isEmpty()) {
            act.send(bus);
            say(accountId + AsCalled.of(": sent; see vigil account show ") + accountId);
            return 0;
        }
        try (Bus.Tail tail = bus.tail(followed.toArray(Topic[]::new))) {
            List<ActAnswer> answers =
                    ActAnswers.await(tail, act, act.send(bus), ANSWERS_WITHIN, SETTLES_WITHIN);
            long now = System.currentTimeMillis();
            answers.forEach(answer -> say(ActAnswerWords.of(act, answer, now)));
            if (answers.isEmpty()) {
                say(accountId + unanswered(act, followed) + accountId);
            }
        }
        return 0;
    }

    private static String unanswered(Act act, List<Topic> followed) {
        String hidden =
                ActAnswer.topics(act).stream()
                        .filter(topic -> !followed.contains(topic))
                        .map(Topic::topicName)
                        .collect(Collectors.joining(", "));
        return ": sent, and got no answer within "
                + ANSWERS_WITHIN.toSeconds()
                + AsCalled.of(
                        " s: it changes nothing yet, or the ledger job does not run"
                                + " (see vigil doctor)"
                                + (hidden.isEmpty()
                                        ? ""
                                        : ", or the answer is on what this principal may not read: "
                                                + hidden)
                                + "; see vigil account show ");
    }

    /** Sends a record that the platform makes of an account, and prints the answer. */
    int send(Bus bus, EventType type, String accountId, long atMs, Object event)
            throws IOException {
        return send(bus, type, accountId, accountId, atMs, event);
    }

    /** The same with a key that is more than the account. */
    int send(Bus bus, EventType type, String key, String accountId, long atMs, Object event)
            throws IOException {
        return send(bus, new Act(topic(type), type, key, atMs, event, List.of(accountId)));
    }

    /** Confirmations are on several: here those of accounts. */
    private static Topic topic(EventType type) {
        return type.topics().contains(Topic.ACCOUNT_CONFIRMATIONS)
                ? Topic.ACCOUNT_CONFIRMATIONS
                : type.topics().get(0);
    }

    /** UTC epoch ms of a given time, now where none was given; refuses one that lies ahead. */
    static long past(Instant given) {
        long now = System.currentTimeMillis();
        if (given == null) {
            return now;
        }
        if (given.toEpochMilli() > now + MOST_AHEAD_MS) {
            throw new IllegalArgumentException(
                    "--at: expected a time that is past, got "
                            + Times.date(given.toEpochMilli())
                            + "; correct it");
        }
        return given.toEpochMilli();
    }
}
