package dev.vigil.cli.account;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.account.AccountWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
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

    private static final Topic[] ANSWERS = {
        Topic.OFFENCES,
        Topic.WARNINGS,
        Topic.ACCOUNT_COMMANDS,
        Topic.DEPARTMENT,
        Topic.LEDGER_ALERTS,
        Topic.ACCOUNT_STANDINGS,
        Topic.LEDGER_DEAD_LETTERS
    };

    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;

    @Option(
            names = "--no-wait",
            description = "return when Kafka has it, without the ledger job's answer")
    private boolean noWait;

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
     * Sends a record of an account and prints the answer.
     *
     * @param accountId the record's key
     * @return exit code
     * @throws IOException where the job refused it, with its reason
     */
    int send(Bus bus, EventType type, String accountId, long atMs, Object event)
            throws IOException {
        return send(bus, type, accountId, accountId, atMs, event);
    }

    /** The same with a key that is more than the account. */
    int send(Bus bus, EventType type, String key, String accountId, long atMs, Object event)
            throws IOException {
        Topic topic = topic(type);
        if (noWait) {
            bus.send(topic, type, key, atMs, event);
            say(accountId + ": sent; see vigil account show " + accountId);
            return 0;
        }
        try (Bus.Tail tail = bus.tail(ANSWERS)) {
            RecordMetadata sent = bus.send(topic, type, key, atMs, event);
            Map<String, String> answers = answers(tail, sent, accountId);
            answers.values().forEach(this::say);
            if (answers.isEmpty()) {
                say(
                        accountId
                                + ": sent, and got no answer within "
                                + ANSWERS_WITHIN.toSeconds()
                                + " s: it changes nothing yet, or the ledger job does not run"
                                + " (vigil up); see vigil account show "
                                + accountId);
            }
        }
        return 0;
    }

    /** Confirmations are on several: here those of accounts. */
    private static Topic topic(EventType type) {
        return type.topics().contains(Topic.ACCOUNT_CONFIRMATIONS)
                ? Topic.ACCOUNT_CONFIRMATIONS
                : type.topics().get(0);
    }

    /** The last words of each thing that changed. */
    private static Map<String, String> answers(Bus.Tail tail, RecordMetadata sent, String accountId)
            throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        long endNanos = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < endNanos) {
            for (Event event : tail.next()) {
                refuse(event, sent);
                Optional<String> words = words(event, accountId);
                if (words.isPresent()) {
                    answers.remove(event.topic() + event.key());
                    answers.put(event.topic() + event.key(), words.get());
                    long settledNanos = System.nanoTime() + SETTLES_WITHIN.toNanos();
                    endNanos = Math.min(endNanos, settledNanos);
                }
            }
        }
        return answers;
    }

    private static Optional<String> words(Event event, String accountId) {
        return event.readable()
                .flatMap(
                        it -> {
                            if (it instanceof AccountStanding standing) {
                                return of(
                                        accountId,
                                        standing.accountId(),
                                        AccountWords.standing(standing));
                            }
                            if (it instanceof UserWarning warning) {
                                return of(
                                        accountId,
                                        warning.accountId(),
                                        AccountWords.warning(warning));
                            }
                            if (it instanceof OffenceChanged change) {
                                return of(
                                        accountId,
                                        change.offence().accountId(),
                                        AccountWords.offence(change));
                            }
                            if (it instanceof AccountCommand command) {
                                return of(
                                        accountId,
                                        command.accountId(),
                                        AccountWords.command(command));
                            }
                            if (it instanceof LedgerAlert alert) {
                                return of(accountId, alert.accountId(), AccountWords.alert(alert));
                            }
                            return it instanceof DepartmentReport report
                                    ? of(accountId, report.accountId(), AccountWords.report(report))
                                    : Optional.empty();
                        });
    }

    private static Optional<String> of(String wanted, String accountId, String words) {
        return wanted.equals(accountId) ? Optional.of(words) : Optional.empty();
    }

    /** What else of the account is refused meanwhile is no answer to this record. */
    private static void refuse(Event event, RecordMetadata sent) throws IOException {
        Optional<DeadLetter> letter = event.readable(DeadLetter.class);
        if (letter.isPresent() && isOf(letter.get(), sent)) {
            throw new IOException(
                    letter.get().key()
                            + ": refused as "
                            + letter.get().reason()
                            + ", "
                            + letter.get().message());
        }
    }

    private static boolean isOf(DeadLetter letter, RecordMetadata sent) {
        return letter.topic().equals(sent.topic())
                && letter.partition() == sent.partition()
                && letter.offset() == sent.offset();
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
