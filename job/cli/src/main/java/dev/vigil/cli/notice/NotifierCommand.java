package dev.vigil.cli.notice;

import com.github.freva.asciitable.ColumnData;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.NotifierRegister;
import dev.vigil.client.text.Times;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Notifiers and their record. */
@Command(
        name = "notifier",
        description = "Notifiers: show their standing, erase one.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "show|erase",
        footer = {"", "Example:", "  vigil notifier show studio"})
public final class NotifierCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "show",
            description = "Show every standing that was ever set, the latest change first.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Counts are of the 90 days before the change. A notifier that is not shown is",
                "NORMAL. No standing stops the clock of a notice.",
                "",
                "Example:",
                "  vigil notifier show studio"
            })
    int show(
            @Mixin Connection connection,
            @Parameters(arity = "0..1", paramLabel = "NOTIFIER", description = "only this one")
                    String notifier)
            throws IOException {
        List<NotifierStanding> standings = new ArrayList<>();
        try (Bus bus = connection.bus()) {
            for (NotifierStanding standing : NotifierRegister.read(bus)) {
                if (notifier == null || notifier.equals(standing.notifier())) {
                    standings.add(standing);
                }
            }
        }
        if (standings.isEmpty()) {
            say(
                    notifier == null
                            ? "No notifier has a standing other than NORMAL."
                            : "No standing of a notifier '" + notifier + "' was ever set.");
            return 0;
        }
        standings.sort(Comparator.comparingLong(NotifierStanding::changedAt).reversed());
        say(table(standings));
        return 0;
    }

    @Command(
            name = "erase",
            description = {
                "Erase the record of a notifier: its standing, its counts and what it is built"
                        + " from.",
                "What remains: the pointer in notices that were filed, as long as they are kept."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil notifier erase studio --basis request-2211"})
    int erase(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "NOTIFIER", description = "pointer of the notifier")
                    String notifier,
            @Option(names = "--basis", required = true, description = "the request or the rule")
                    String basis,
            @Option(
                            names = "--no-wait",
                            description = "return when Kafka has it, without the job's answer")
                    boolean noWait)
            throws IOException {
        NotifierErased erased = new NotifierErased(notifier, basis, System.currentTimeMillis());
        try (Bus bus = connection.bus();
                Bus.Tail tail = bus.tail(Topic.NOTIFIERS, Topic.NOTICE_DEAD_LETTERS)) {
            bus.send(Topic.NOTICES, EventType.NOTIFIER_ERASED, notifier, erased.at(), erased);
            if (noWait) {
                say(notifier + AsCalled.of(": sent; see vigil notifier show ") + notifier);
            } else if (NotifierRegister.erased(tail, erased)) {
                say(notifier + ": erased");
            } else {
                say(
                        notifier
                                + ": sent, and got no answer in time: the notice job does not run"
                                + " (see vigil doctor), or it was erased later than this before");
            }
        }
        return 0;
    }

    private static String table(List<NotifierStanding> standings) {
        return Tables.of(
                standings,
                List.of(
                        Tables.left("notifier").with(NotifierStanding::notifier),
                        Tables.left("level").with(s -> s.level().name()),
                        Tables.left("flooding").with(s -> s.flooding() ? "yes" : ""),
                        Tables.left("since").with(s -> Times.clock(s.since())),
                        Tables.left("until")
                                .with(s -> s.until() == null ? "" : Times.clock(s.until())),
                        Tables.left("reason").with(NotifierStanding::reason),
                        count("received", NotifierStanding::received),
                        count("upheld", NotifierStanding::upheld),
                        count("unfounded", NotifierStanding::unfounded),
                        count("forged", NotifierStanding::forged),
                        count("overturned", NotifierStanding::overturned),
                        Tables.left("changed").with(s -> Times.clock(s.changedAt()))));
    }

    private static ColumnData<NotifierStanding> count(
            String header, ToIntFunction<NotifierStanding> count) {
        return Tables.right(header).with(s -> Integer.toString(count.applyAsInt(s)));
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
