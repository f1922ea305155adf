package dev.vigil.cli.account;

import dev.vigil.account.LedgerRules;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.account.AccountWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Counted;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.LedgerOptions;
import dev.vigil.stream.caughtup.MachineClock;
import dev.vigil.stream.door.AccountDoor;
import dev.vigil.stream.door.PublishedAccountDoor;
import dev.vigil.stream.options.LadderFile;
import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a ladder on all accounts, before it counts. */
@Command(
        name = "preview",
        description = {
            "Judge all accounts by a ladder and name those whose step would change, and those whose"
                    + " end would",
            "be proposed to a person. Takes the file that the ledger job takes as --ladder.rules,"
                    + " and what is",
            "on the topics now, as a start without state would. Nothing is published. Needs room"
                    + " for the",
            "accounts' records in the temporary folder (java.io.tmpdir)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all accounts were judged",
            "1:the file is wrong, or an account could not be judged"
        },
        footer = {
            "",
            "Example:",
            "  vigil standing rules --json > ladder.json",
            "  vigil standing preview ladder.json"
        })
public final class StandingPreviewCommand implements Callable<Integer> {
    private static final int PROGRESS = 1_000_000;

    private static final Set<Topic> PUBLISHED =
            EnumSet.of(
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.ACCOUNT_STANDINGS,
                    Topic.WARNINGS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.DEPARTMENT);

    private static final Set<Topic> PEOPLE =
            EnumSet.of(
                    Topic.ACCOUNTS,
                    Topic.APPEALS,
                    Topic.RECEIPTS,
                    Topic.DECISIONS,
                    Topic.ACCOUNT_CONFIRMATIONS);

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Parameters(paramLabel = "LADDER", description = "the file, see vigil standing rules")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "an option that the ledger job runs with, where it is not the default, such as"
                            + " ledger.memory; may be repeated")
    private Map<String, String> options = Map.of();

    private long read;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = configuration();
        LedgerRules rules;
        try {
            rules = LedgerOptions.of(configuration).rules().with(LadderFile.read(file));
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(line -> spec.commandLine().getErr().println(line));
            return 1;
        }
        long nowMs = System.currentTimeMillis();
        LadderPreview preview = new LadderPreview(rules, nowMs);
        try (AccountSpool spool = new AccountSpool()) {
            read(spool);
            PublishedAccountDoor published = new PublishedAccountDoor(MachineClock.LATEST);
            AccountDoor people = new AccountDoor(MachineClock.LATEST);
            Taken taken = new Taken(preview);
            spool.read(
                    record -> {
                        if (PEOPLE.contains(Topic.named(record.topic()))) {
                            people.deserialize(record, taken);
                        } else {
                            published.deserialize(record, taken);
                        }
                    },
                    () -> judge(preview));
        }
        tell(preview, rules, nowMs);
        return preview.failed() == 0 ? 0 : 1;
    }

    private Configuration configuration() {
        List<String> arguments = new ArrayList<>();
        options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        return OptionsParser.parse(arguments.toArray(String[]::new));
    }

    private void read(AccountSpool spool) throws IOException {
        Set<Topic> topics = EnumSet.copyOf(PUBLISHED);
        topics.addAll(PEOPLE);
        try (Bus bus = connection.bus()) {
            for (Topic topic : topics) {
                bus.each(
                        topic,
                        event -> {
                            try {
                                spool.add(event);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            if (++read % PROGRESS == 0) {
                                progress("%,d records read", read);
                            }
                        });
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What a door refuses is a dead letter of the job, and nothing to it. */
    private record Taken(LadderPreview preview) implements Collector<AccountFact> {
        @Override
        public void collect(AccountFact fact) {
            if (fact.accountId() != null) {
                preview.take(fact);
            }
        }

        @Override
        public void close() {}
    }

    private void judge(LadderPreview preview) {
        int before = preview.judged();
        preview.judge();
        if (before / PROGRESS < preview.judged() / PROGRESS) {
            progress("%,d accounts judged", preview.judged());
        }
    }

    private void progress(String format, long count) {
        spec.commandLine().getErr().printf(Locale.ROOT, "vigil: " + format + "%n", count);
        spec.commandLine().getErr().flush();
    }

    private void tell(LadderPreview preview, LedgerRules rules, long nowMs) {
        say(
                "Ladder "
                        + rules.ladder().version()
                        + " of "
                        + file
                        + ", on "
                        + Counted.of(preview.judged(), "account")
                        + " with offences, at "
                        + Times.date(nowMs)
                        + ". Nothing was changed.");
        if (rules.ladder().shadow()) {
            say(
                    "It is only tried (shadow): it would send and command nothing, and takes each"
                            + " warning as delivered at once.");
        }
        say(
                "Up "
                        + preview.up()
                        + ", down "
                        + preview.down()
                        + ", unchanged "
                        + (preview.judged() - preview.failed() - preview.up() - preview.down())
                        + (preview.moves().isEmpty() ? "." : ": " + counts(preview.moves()) + "."));
        if (!preview.changed().isEmpty()) {
            say(table(preview.changed()));
            more(preview.up() + preview.down() - preview.changed().size());
        }
        say("Measures that begin: " + counts(preview.begins()) + ".");
        say("Measures that end: " + counts(preview.ends()) + ".");
        say("Letters that go out: " + counts(preview.letters()) + ".");
        say(
                "Ending the service would be proposed for "
                        + Counted.of(preview.proposals(), "account")
                        + ", and no longer for "
                        + preview.withdrawn()
                        + (preview.proposals() == 0 ? "." : ":"));
        if (!preview.proposed().isEmpty()) {
            say(table(preview.proposed()));
            more(preview.proposals() - preview.proposed().size());
        }
        if (preview.failed() > 0) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "vigil: "
                                    + Counted.of(preview.failed(), "account")
                                    + " could not be judged, the first: "
                                    + preview.failure());
        }
    }

    private static String counts(Map<?, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue())
                        .collect(Collectors.joining(", "));
    }

    private void more(int count) {
        if (count > 0) {
            say("... and " + count + " more");
        }
    }

    private static String table(List<LadderPreview.Changed> shown) {
        return Tables.of(
                shown,
                List.of(
                        Tables.left("account").with(LadderPreview.Changed::accountId),
                        Tables.left("is").with(it -> step(it.before())),
                        Tables.left("would be").with(it -> step(it.after())),
                        Tables.left("measures then").with(it -> measures(it.after())),
                        Tables.left("proposal then").with(it -> proposal(it.after()))));
    }

    private static String step(AccountStanding standing) {
        int strikes = standing == null ? 0 : standing.strikes().size();
        return (standing == null ? "S0" : standing.step()) + ", " + Counted.of(strikes, "strike");
    }

    private static String measures(AccountStanding standing) {
        return standing.restrictions().stream()
                .map(it -> AccountWords.restriction(it).replace(" (not confirmed)", ""))
                .collect(Collectors.joining(", "));
    }

    private static String proposal(AccountStanding standing) {
        return standing.proposal() == null ? "" : standing.proposal().state().name();
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
