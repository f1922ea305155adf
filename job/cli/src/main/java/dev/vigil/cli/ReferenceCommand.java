package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.reference.References;
import dev.vigil.client.text.Times;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
            description = "Record the result of a person's review of a reference.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "CONFIRMED lets it block without limit from now on, OVERTURNED takes back its"
                        + " block",
                "of one session, QUARANTINED stops it and takes back all.",
                "",
                "Example:",
                "  vigil reference review the-film --outcome CONFIRMED --by reviewer-3",
                "  vigil reference review the-film --outcome OVERTURNED --session clip-7"
            })
    int review(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "WORK", description = "id of the work") String workId,
            @Option(names = "--reference", description = "which of the work (default: all of them)")
                    String referenceId,
            @Option(
                            names = "--outcome",
                            required = true,
                            description = "of ${COMPLETION-CANDIDATES}")
                    ReviewOutcome outcome,
            @Option(names = "--session", description = "whose block is overturned") String session,
            @Option(names = "--by", description = "who reviewed it, as a pointer") String by)
            throws IOException {
        long now = System.currentTimeMillis();
        // Refused here where the record lacks something, before anything is read.
        new ReferenceReview(workId, "any", outcome, session, by, now);
        try (Bus bus = connection.bus()) {
            for (String one : reviewed(known(bus, workId), workId, referenceId, outcome)) {
                ReferenceReview review =
                        new ReferenceReview(workId, one, outcome, session, by, now);
                bus.send(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, workId, now, review);
                say(workId + "/" + one + ": " + outcome);
            }
        }
        return 0;
    }

    /** On the topic of works, or known to the job alone, as those of feeds are. */
    private static Set<String> known(Bus bus, String workId) throws IOException {
        Set<String> known = new TreeSet<>(References.read(bus).of(workId));
        bus.latest(Topic.REFERENCE_HEALTH, ReferenceHealth.class).values().stream()
                .filter(health -> health.workId().equals(workId))
                .filter(health -> health.blocked() > 0)
                .forEach(health -> known.add(health.referenceId()));
        return known;
    }

    /** Those that are meant. */
    static Collection<String> reviewed(
            Set<String> known, String workId, String referenceId, ReviewOutcome outcome)
            throws IOException {
        if (known.isEmpty()) {
            throw new IOException(
                    "WORK: expected a work that has a reference, got '"
                            + workId
                            + "'; register one with vigil ingest FILE --as work --work "
                            + workId);
        }
        if (referenceId == null && outcome == ReviewOutcome.OVERTURNED && known.size() > 1) {
            throw new IOException(
                    "--reference: expected the one that blocked the session, got none; "
                            + workId
                            + " has "
                            + String.join(", ", known));
        }
        if (referenceId != null && !known.contains(referenceId)) {
            throw new IOException(
                    "--reference: expected a reference of "
                            + workId
                            + ", got '"
                            + referenceId
                            + "'; it has "
                            + String.join(", ", known));
        }
        return referenceId == null ? known : List.of(referenceId);
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
        return Tables.of(
                shown,
                List.of(
                        Tables.left("work").with(ReferenceHealth::workId),
                        Tables.left("reference").with(ReferenceHealth::referenceId),
                        Tables.left("state").with(h -> h.state().name()),
                        Tables.left("why").with(h -> h.reason() == null ? "" : h.reason().name()),
                        Tables.left("blocked").with(h -> Integer.toString(h.blocked())),
                        Tables.left("overturned").with(h -> Integer.toString(h.overturned())),
                        Tables.left("since").with(h -> Times.clock(h.at()))));
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
