package dev.vigil.cli.account;

import dev.vigil.account.StrikeLadder;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.LadderFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The ladder of accounts: the one in force, or a file. */
@Command(
        name = "rules",
        description = {
            "Show the ladder of accounts: which grounds count, how long a strike lasts, what each"
                    + " step does;",
            "and which version the standings of accounts are by. With --check, a file of yours with"
                    + " all its",
            "errors at once. With --json, as a file: change what you want and the version, drop the"
                    + " rest,",
            "see what it would change with vigil standing preview, and start the ledger job with",
            "--ladder.rules FILE."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the ladder is good", "1:the file is wrong, or Kafka does not answer"},
        footer = {
            "",
            "Example:",
            "  vigil standing rules",
            "  vigil standing rules --json > ladder.json",
            "  vigil standing rules --check ladder.json"
        })
public final class StandingRulesCommand implements Callable<Integer> {
    /** Versions that are listed; a site has a few. */
    private static final int MOST = 50;

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(names = "--check", paramLabel = "FILE", description = "this one, without Kafka")
    private Path file;

    @Option(
            names = "--json",
            description = "as the file that the job reads, complete; without Kafka")
    private boolean json;

    /** Standings by one version. */
    private static final class InForce {
        private final String version;
        private boolean isTried;
        private long count;
        private long lastAt;

        private InForce(String version) {
            this.version = version;
        }
    }

    @Override
    public Integer call() throws IOException {
        StrikeLadder ladder;
        try {
            ladder = file == null ? StrikeLadder.DEFAULTS : LadderFile.read(file);
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(line -> spec.commandLine().getErr().println(line));
            return 1;
        }
        if (json) {
            say(LadderFile.text(ladder));
            return 0;
        }
        List<InForce> versions = file == null ? inForce() : List.of();
        say("Ladder " + ladder.version() + (file == null ? ", built in" : " of " + file));
        LadderText.lines(ladder).forEach(this::say);
        if (file == null) {
            say("");
            tell(versions, ladder.version());
        }
        return 0;
    }

    private List<InForce> inForce() throws IOException {
        Map<String, InForce> versions = new LinkedHashMap<>();
        try (Bus bus = connection.bus()) {
            bus.each(
                    Topic.ACCOUNT_STANDINGS,
                    event ->
                            event.readable(AccountStanding.class)
                                    .ifPresent(it -> learn(versions, it, event.storedAt())));
        }
        List<InForce> all = new ArrayList<>(versions.values());
        all.sort((a, b) -> Long.compare(b.lastAt, a.lastAt));
        return all;
    }

    private static void learn(
            Map<String, InForce> versions, AccountStanding standing, long storedAt) {
        if (versions.size() < MOST || versions.containsKey(standing.ladderVersion())) {
            InForce by = versions.computeIfAbsent(standing.ladderVersion(), InForce::new);
            by.isTried = Boolean.TRUE.equals(standing.shadow());
            by.count++;
            by.lastAt = Math.max(by.lastAt, storedAt);
        }
    }

    private void tell(List<InForce> versions, String builtIn) {
        if (versions.isEmpty()) {
            say("No account has a standing yet: the topics don't name the ladder in force.");
            return;
        }
        say("Standings of accounts are by");
        say(
                Tables.of(
                        versions,
                        List.of(
                                Tables.left("ladder").with(it -> it.version),
                                Tables.left("")
                                        .with(
                                                it ->
                                                        (it.version.equals(builtIn)
                                                                        ? "built in"
                                                                        : "a file")
                                                                + (it.isTried
                                                                        ? ", only tried"
                                                                        : "")),
                                Tables.right("records").with(it -> Long.toString(it.count)),
                                Tables.left("last").with(it -> Times.clock(it.lastAt)))));
        InForce last = versions.get(0);
        if (!last.version.equals(builtIn)) {
            say(
                    "In force is "
                            + last.version
                            + ", the file that the ledger job names as ladder.rules; see it with"
                            + " vigil standing rules --check FILE.");
        }
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
