package dev.vigil.local.command;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.vigil.local.bus.Bus;
import dev.vigil.schema.event.ReferenceHealth;
import dev.vigil.schema.event.ReferenceReview;
import dev.vigil.schema.event.ReviewOutcome;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which references may block, and what people found of them. */
@Command(
        name = "reference",
        description = "References: review one, show which have stopped blocking.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "review|show",
        footer = {
            "",
            "Example:",
            "  vigil reference review the-film --outcome CONFIRMED",
            "  vigil reference show"
        })
final class ReferenceCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "review",
            description = "Say what a person found of a reference.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "CONFIRMED lets it block without limit from now on, OVERTURNED takes back its block",
                "of one session, QUARANTINED stops it and takes back all.",
                "",
                "Example:",
                "  vigil reference review the-film --outcome CONFIRMED --by reviewer-3",
                "  vigil reference review the-film --outcome OVERTURNED --session clip-7"
            })
    int review(
            @Mixin Connection connection,
            @Parameters(paramLabel = "WORK", description = "id of the work") String workId,
            @Option(
                            names = "--reference",
                            defaultValue = "master",
                            description = "which of the work (default: ${DEFAULT-VALUE})")
                    String referenceId,
            @Option(
                            names = "--outcome",
                            required = true,
                            description = "of ${COMPLETION-CANDIDATES}")
                    ReviewOutcome outcome,
            @Option(names = "--session", description = "whose block is overturned") String session,
            @Option(names = "--by", description = "who looked, as a pointer") String by)
            throws IOException {
        long now = System.currentTimeMillis();
        ReferenceReview review =
                new ReferenceReview(workId, referenceId, outcome, session, by, now);
        try (Bus bus = connection.bus()) {
            bus.send(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, workId, now, review);
        }
        say(workId + "/" + referenceId + ": " + outcome);
        return 0;
    }

    @Command(
            name = "show",
            description = "Show every reference that has stopped blocking or was confirmed.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil reference show"})
    int show(@Mixin Connection connection) throws IOException {
        List<ReferenceHealth> shown;
        try (Bus bus = connection.bus()) {
            shown = List.copyOf(bus.latest(Topic.REFERENCE_HEALTH, ReferenceHealth.class).values());
        }
        say(shown.isEmpty() ? "All references are on probation." : table(shown));
        return 0;
    }

    private static String table(List<ReferenceHealth> shown) {
        return AsciiTable.getTable(
                shown,
                List.of(
                        left("work").with(ReferenceHealth::workId),
                        left("reference").with(ReferenceHealth::referenceId),
                        left("state").with(h -> h.state().name()),
                        left("why").with(h -> h.reason() == null ? "" : h.reason().name()),
                        left("blocked").with(h -> Integer.toString(h.blocked())),
                        left("overturned").with(h -> Integer.toString(h.overturned())),
                        left("since").with(h -> Times.clock(h.at()))));
    }

    private static Column left(String header) {
        return new Column().header(header).dataAlign(HorizontalAlign.LEFT);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
