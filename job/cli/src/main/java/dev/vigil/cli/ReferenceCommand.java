package dev.vigil.cli;

import com.github.freva.asciitable.ColumnData;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.cli.text.OverlapWords;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ReferenceActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.reference.References;
import dev.vigil.client.text.Times;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
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
                "of one session, QUARANTINED stops it and takes back all. ASSERTED: what this",
                "version shares with works of other owners is its own, as if it had had it first.",
                "",
                "Example:",
                "  vigil reference review the-film --outcome CONFIRMED --by reviewer-3",
                "  vigil reference review the-film --outcome OVERTURNED --session clip-7",
                "  vigil reference review the-film --modality AUDIO --outcome QUARANTINED"
            })
    int review(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "WORK", description = "id of the work") String workId,
            @Option(
                            names = "--reference",
                            description =
                                    "which of the work (default: all of them); the id of a"
                                            + " recording means its sound and its pictures")
                    String referenceId,
            @Option(
                            names = "--modality",
                            defaultValue = "AV",
                            description = "AUDIO its sound alone, VIDEO its pictures alone")
                    Modality modality,
            @Option(
                            names = "--outcome",
                            required = true,
                            description = "of ${COMPLETION-CANDIDATES}")
                    ReviewOutcome outcome,
            @Option(names = "--session", description = "whose block is overturned") String session,
            @Option(names = "--by", description = "who reviewed it, as a pointer") String by)
            throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus()) {
            TopicFacts known = new TopicFacts(bus);
            List<Act> reviews =
                    ReferenceActs.review(
                            known, workId, referenceId, modality, outcome, session, by, now);
            for (Act act : reviews) {
                act.send(bus);
                ReferenceReview review = (ReferenceReview) act.body();
                say(workId + "/" + review.referenceId() + ": " + outcome);
            }
            if (known.areReferencesHidden()) {
                say(
                        AsCalled.of(
                                "Without the right to read references: only of those that vigil"
                                        + " reference show lists."));
            }
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show references: how they are, and whether they may block.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "PROBATION blocks quarantine.blocks sessions, CONFIRMED any number, QUARANTINED"
                        + " and",
                "THIN none until a person has reviewed it. Without WORK those of which the job has",
                "reported anything; reads no fingerprints then. Below: what the sound of a recording",
                "has in common with that of another work. If another owner's work had a stretch first,",
                "a match of it alone is REVIEW at most, until a person ASSERTED it (law and orders go",
                "on). What pictures have in common is not looked for.",
                "",
                "Example:",
                "  vigil reference show",
                "  vigil reference show the-film"
            })
    int show(
            @Mixin Connection connection,
            @Parameters(arity = "0..1", paramLabel = "WORK", description = "all of this one")
                    String workId)
            throws IOException {
        Map<String, ReferenceManifest> manifests = new TreeMap<>();
        Map<String, ReferenceHealth> healths = new TreeMap<>();
        List<ReferenceOverlap> overlaps;
        try (Bus bus = connection.bus()) {
            // By the fields of the record: its key is not checked here.
            bus.latest(Topic.REFERENCE_HEALTH, ReferenceHealth.class)
                    .values()
                    .forEach(one -> healths.put(one.workId() + "/" + one.referenceId(), one));
            if (workId != null) {
                References.read(bus).all().stream()
                        .filter(manifest -> manifest.workId().equals(workId))
                        .forEach(one -> manifests.put(key(one), one));
                healths.values().removeIf(health -> !health.workId().equals(workId));
            }
            overlaps =
                    bus.latest(Topic.REFERENCE_HEALTH, ReferenceOverlap.class).values().stream()
                            .filter(ReferenceOverlap::holds)
                            .filter(one -> workId == null || one.workId().equals(workId))
                            .sorted(Comparator.comparing(ReferenceOverlap::key))
                            .toList();
        }
        Set<String> shown = new TreeSet<>(manifests.keySet());
        shown.addAll(healths.keySet());
        if (shown.isEmpty()) {
            say(
                    workId == null
                            ? "All references are on probation."
                            : workId + " has no reference.");
        } else {
            say(table(List.copyOf(shown), manifests, healths, workId != null));
        }
        overlaps.forEach(one -> say(OverlapWords.line(one)));
        return 0;
    }

    private static String key(ReferenceManifest manifest) {
        return manifest.workId() + "/" + manifest.referenceId();
    }

    /**
     * @param measured whether manifests were read
     */
    static String table(
            List<String> keys,
            Map<String, ReferenceManifest> manifests,
            Map<String, ReferenceHealth> healths,
            boolean measured) {
        List<ColumnData<String>> columns = new ArrayList<>();
        columns.add(Tables.left("work").with(key -> key.split("/", 2)[0]));
        columns.add(Tables.left("reference").with(key -> key.split("/", 2)[1]));
        if (measured) {
            columns.add(Tables.left("length").with(of(manifests, ReferenceCommand::length)));
            columns.add(
                    Tables.left("peaks or words/s").with(of(manifests, ReferenceCommand::density)));
            columns.add(Tables.left("silent").with(of(manifests, ReferenceCommand::silent)));
        }
        columns.add(Tables.left("state").with(key -> state(healths.get(key))));
        columns.add(Tables.left("why").with(of(healths, ReferenceCommand::reason)));
        columns.add(Tables.left("blocked").with(of(healths, h -> "" + h.blocked())));
        columns.add(Tables.left("overturned").with(of(healths, h -> "" + h.overturned())));
        columns.add(Tables.left("since").with(of(healths, h -> Times.clock(h.at()))));
        return Tables.of(keys, columns);
    }

    private static <T> Function<String, String> of(
            Map<String, T> known, Function<T, String> words) {
        return key -> known.containsKey(key) ? words.apply(known.get(key)) : "";
    }

    /** Of one of which nothing was reported. */
    private static String state(ReferenceHealth health) {
        return (health == null ? HealthState.PROBATION : health.state()).name();
    }

    private static String reason(ReferenceHealth health) {
        return health.reason() == null ? "" : health.reason().name();
    }

    private static String length(ReferenceManifest manifest) {
        return manifest.durationMs() / 1_000 + " s";
    }

    private static String density(ReferenceManifest manifest) {
        double seconds = Math.max(1, manifest.durationMs()) / 1_000.0;
        return String.format(Locale.ROOT, "%.1f", manifest.peaks() / seconds);
    }

    private static String silent(ReferenceManifest manifest) {
        return manifest.silentMs() == null
                ? ""
                : 100 * manifest.silentMs() / Math.max(1, manifest.durationMs()) + " %";
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
