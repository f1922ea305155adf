package dev.vigil.local.command.notice;

import dev.vigil.local.bus.Bus;
import dev.vigil.local.command.Times;
import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Confirms a measure on an item, for every notice on it. */
@Command(
        name = "confirm",
        description = "Confirm that a measure on an item took effect; serves every notice on it.",
        footer = {
            "",
            "Example:",
            "  vigil notice confirm clip-5 --measure DELETE",
            "  vigil notice confirm clip-6 --measure NOT_FOUND --evidence crawl-88"
        })
public final class ConfirmCommand extends SendingVerb {
    @Parameters(paramLabel = "ITEM", description = "id of the item")
    private String itemId;

    @Option(
            names = "--measure",
            defaultValue = "DELETE",
            description = "of ${COMPLETION-CANDIDATES} (default: DELETE)")
    private Measure measure;

    @Option(
            names = "--effective",
            converter = Times.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it took effect (default: now)")
    private Instant effective;

    @Option(names = "--evidence", description = "reference to a proof; NOT_FOUND needs one")
    private String evidence;

    @Option(names = "--by", description = "who carried it out")
    private String executor;

    @Option(names = "--command", description = "id of the command that it answers")
    private String commandId;

    @Override
    public Integer call() throws IOException {
        if (measure == Measure.NOT_FOUND && evidence == null) {
            throw new IllegalArgumentException(
                    "--evidence: expected the proof that there is no such item, came none; name it");
        }
        long at = past("--effective", effective);
        ActionConfirmed confirmed =
                new ActionConfirmed(
                        UUID.randomUUID().toString(),
                        itemId,
                        measure,
                        at,
                        executor,
                        commandId,
                        evidence);
        try (Bus bus = bus()) {
            return send(
                    bus,
                    EventType.ACTION_CONFIRMED,
                    itemId,
                    System.currentTimeMillis(),
                    confirmed,
                    Register.read(bus).on(itemId));
        }
    }
}
