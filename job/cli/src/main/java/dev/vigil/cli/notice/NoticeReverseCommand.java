package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.ItemActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.enforcement.ItemBack;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The content is back at an item: a new clock, the whole ladder again. */
@Command(
        name = "reverse",
        description = {
            "Record that a measure failed or that the content is back: a new clock.",
            "It runs for every notice on the item, from --at, with the whole ladder."
        },
        footer = {"", "Example:", "  vigil notice reverse clip-5 --reason 'seen again by a user'"})
public final class NoticeReverseCommand extends SendingVerb {
    @Parameters(paramLabel = "ITEM", description = "id of the item")
    private String itemId;

    @Option(names = "--reason", required = true, description = "what was found")
    private String reason;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when that was found (default: now)")
    private Instant at;

    @Option(names = "--command", description = "id of the command that failed")
    private String commandId;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        ItemBack back = new ItemBack(itemId, ms(at, now), reason, commandId);
        try (Bus bus = bus()) {
            return send(bus, ItemActs.reverse(new TopicFacts(bus), back, now));
        }
    }
}
