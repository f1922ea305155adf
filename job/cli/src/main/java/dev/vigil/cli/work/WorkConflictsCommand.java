package dev.vigil.cli.work;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.PageOptions;
import dev.vigil.cli.text.OverlapWords;
import dev.vigil.client.act.WorkWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.page.ConflictPage;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What parties disagree about. */
@Command(
        name = "conflicts",
        description = "Show works of which parties claim more than there is, and what works share.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil work conflicts",
            "  vigil work conflicts the-film --all",
            "  vigil work conflicts the-film --html conflicts.html --lang zh"
        })
public final class WorkConflictsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Parameters(arity = "0..1", paramLabel = "WORK", description = "only of this one")
    private String workId;

    @Option(names = "--all", description = "those that are over, too")
    private boolean all;

    @Mixin private PageOptions page;

    @Override
    public Integer call() throws IOException {
        List<OwnershipConflict> owners;
        List<IdentifierConflict> identifiers;
        List<ReferenceOverlap> overlaps;
        try (Bus bus = connection.bus()) {
            owners =
                    bus.latest(Topic.REGISTER, OwnershipConflict.class).values().stream()
                            .filter(one -> isOf(one.workId()) && (all || one.state().isOpen()))
                            .sorted(Comparator.comparing(OwnershipConflict::key))
                            .toList();
            identifiers =
                    bus.latest(Topic.REGISTER, IdentifierConflict.class).values().stream()
                            .filter(one -> isOf(one.workId()) && (all || one.open()))
                            .sorted(Comparator.comparing(IdentifierConflict::key))
                            .toList();
            overlaps =
                    bus.latest(Topic.REFERENCE_HEALTH, ReferenceOverlap.class).values().stream()
                            .filter(one -> isOf(one.workId()) && (all || one.open()))
                            .sorted(Comparator.comparing(ReferenceOverlap::key))
                            .toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (page.file() != null) {
            page.write(
                    new ConflictPage(
                                    owners,
                                    identifiers,
                                    page.language(),
                                    ZoneId.systemDefault(),
                                    System.currentTimeMillis())
                            .html());
            out.println("Written: " + page.file());
        }
        if (owners.isEmpty() && identifiers.isEmpty() && overlaps.isEmpty()) {
            out.println("No conflict.");
        }
        owners.forEach(one -> out.println(WorkWords.conflict(one)));
        identifiers.forEach(one -> out.println(WorkWords.conflict(one)));
        overlaps.forEach(one -> out.println(OverlapWords.line(one)));
        return 0;
    }

    private boolean isOf(String work) {
        return workId == null || workId.equals(work);
    }
}
