package dev.vigil.cli.work;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.text.OverlapWords;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
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
            "  vigil work conflicts the-film --all"
        })
public final class WorkConflictsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Parameters(arity = "0..1", paramLabel = "WORK", description = "only of this one")
    private String workId;

    @Option(names = "--all", description = "those that are over, too")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        List<String> shown = new ArrayList<>();
        try (Bus bus = connection.bus()) {
            bus.latest(Topic.REGISTER, OwnershipConflict.class).values().stream()
                    .filter(one -> isOf(one.workId()) && (all || one.state().isOpen()))
                    .sorted(Comparator.comparing(OwnershipConflict::key))
                    .forEach(one -> shown.add(WorkWords.conflict(one)));
            bus.latest(Topic.REGISTER, IdentifierConflict.class).values().stream()
                    .filter(one -> isOf(one.workId()) && (all || one.open()))
                    .sorted(Comparator.comparing(IdentifierConflict::key))
                    .forEach(one -> shown.add(WorkWords.conflict(one)));
            bus.latest(Topic.REFERENCE_HEALTH, ReferenceOverlap.class).values().stream()
                    .filter(one -> isOf(one.workId()) && (all || one.open()))
                    .sorted(Comparator.comparing(ReferenceOverlap::key))
                    .forEach(one -> shown.add(OverlapWords.line(one)));
        }
        if (shown.isEmpty()) {
            shown.add("No conflict.");
        }
        shown.forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private boolean isOf(String work) {
        return workId == null || workId.equals(work);
    }
}
