package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.Tables;
import dev.vigil.cli.work.WorkClaimCommand;
import dev.vigil.cli.work.WorkConflictsCommand;
import dev.vigil.cli.work.WorkDecideCommand;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.RightsActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.act.WorkWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.Registers;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whose a work is, and how much of it may be quoted. */
@Command(
        name = "work",
        description = "Works: register who owns one, claim, show, and what parties disagree about.",
        mixinStandardHelpOptions = true,
        subcommands = {WorkClaimCommand.class, WorkConflictsCommand.class, WorkDecideCommand.class},
        synopsisSubcommandLabel = "register|show|claim|conflicts|decide",
        footer = {"", "Example:", "  vigil work register the-film --owner harbour --length 1h52m"})
final class WorkCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "register",
            description = "Register who owns a work; replaces what was registered before.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Authorizations of a registered work count where its owner has granted them, and",
                "its owners' policies apply. Without --excerpt nothing of it is an excerpt.",
                "",
                "Example:",
                "  vigil work register the-film --owner harbour:CN,HK --owner pacific:US \\",
                "      --length 1h52m --excerpt 30s"
            })
    int register(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "WORK", description = "id of the work") String workId,
            @Option(
                            names = "--owner",
                            required = true,
                            paramLabel = "OWNER[:CN,HK]",
                            description = "who owns it, and where (default: everywhere)")
                    List<String> owners,
            @Option(
                            names = "--length",
                            converter = TimeOption.Span.class,
                            paramLabel = "SPAN",
                            description = "of the work, such as 1h52m")
                    Duration length,
            @Option(
                            names = "--excerpt",
                            converter = TimeOption.Span.class,
                            paramLabel = "SPAN",
                            description =
                                    "how much of it an account may show in a day as an excerpt,"
                                            + " such as 30s (default: nothing)")
                    Duration excerpt,
            @Option(
                            names = "--excerpt-percent",
                            paramLabel = "PERCENT",
                            description = "and how much of its length (default: 10)")
                    Double percent)
            throws IOException {
        if (excerpt != null && length == null) {
            throw new IllegalArgumentException(
                    "--length: expected with --excerpt, got none; an excerpt is a small part");
        }
        RegisteredWork work =
                new RegisteredWork(
                        workId,
                        1,
                        length == null ? null : Long.valueOf(length.toMillis()),
                        excerpt == null ? null : Long.valueOf(excerpt.toMillis()),
                        percent,
                        owners.stream().map(WorkCommand::share).toList());
        try (Bus bus = connection.bus()) {
            Act act = RightsActs.register(new TopicFacts(bus), work, System.currentTimeMillis());
            act.send(bus);
            RegisteredWork next = (RegisteredWork) act.body();
            String owned = WorkWords.owners(next.owners());
            say(workId + " version " + next.version() + ": owned by " + owned);
        }
        return 0;
    }

    private static OwnerShare share(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 0
                ? new OwnerShare(text, List.of(), List.of())
                : new OwnerShare(
                        text.substring(0, colon),
                        List.of(text.substring(colon + 1).split(",")),
                        List.of());
    }

    @Command(
            name = "show",
            description = "Show a registered work, or all.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil work show the-film"})
    int show(
            @Mixin Connection connection,
            @Parameters(arity = "0..1", paramLabel = "WORK", description = "only this one")
                    String workId)
            throws IOException {
        List<RegisteredWork> shown;
        try (Bus bus = connection.bus()) {
            shown =
                    Registers.works(bus).values().stream()
                            .filter(work -> workId == null || workId.equals(work.workId()))
                            .toList();
        }
        say(shown.isEmpty() ? "No such work is registered." : table(shown));
        return 0;
    }

    private static String table(List<RegisteredWork> works) {
        return Tables.of(
                works,
                List.of(
                        Tables.left("work").with(RegisteredWork::workId),
                        Tables.left("version").with(w -> Long.toString(w.version())),
                        Tables.left("owners").with(w -> WorkWords.owners(w.owners())),
                        Tables.left("length").with(w -> seconds(w.durationMs())),
                        Tables.left("excerpt").with(w -> seconds(w.excerptMs())),
                        Tables.left("contested").with(w -> w.contested().isEmpty() ? "" : "yes")));
    }

    private static String seconds(Long ms) {
        return ms == null ? "" : ms / 1_000 + " s";
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
