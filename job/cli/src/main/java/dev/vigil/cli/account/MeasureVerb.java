package dev.vigil.cli.account;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The platform's side of a command on an account, by hand. */
abstract class MeasureVerb extends LedgerVerb {
    /** A step of the ladder is ordered up to a quarter of a minute after the strike. */
    private static final Duration COMES_WITHIN = Duration.ofSeconds(30);

    private static final String NONE_YET =
            "no command waits for an answer; waiting up to "
                    + COMES_WITHIN.toSeconds()
                    + " s for one";

    @Parameters(
            paramLabel = "COMMAND|ACCOUNT",
            description =
                    "id of the command, or of its account where one alone waits for an answer")
    private String id;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it took effect, or failed (default: now)")
    private Instant at;

    abstract EventType type();

    /** The answer, as a record. */
    abstract Object answer(AccountCommand command, long atMs);

    /** The answer in words. */
    abstract String words(AccountCommand command);

    @Override
    public Integer call() throws IOException {
        past(at); // What is wrong with it is told before the wait.
        try (Bus bus = bus()) {
            AccountCommand command =
                    Accounts.command(
                            bus,
                            id,
                            waits() ? COMES_WITHIN : Duration.ZERO,
                            () -> say(id + ": " + NONE_YET));
            Object answer = answer(command, past(at));
            say(command.commandId() + ": " + words(command));
            return send(bus, type(), command.accountId(), System.currentTimeMillis(), answer);
        }
    }
}
