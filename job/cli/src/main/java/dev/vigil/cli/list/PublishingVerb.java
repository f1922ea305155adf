package dev.vigil.cli.list;

import dev.vigil.cli.option.ApproverOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.list.Publication;
import dev.vigil.schema.list.ListEntry;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that publishes entries and prints what the jobs answer. */
abstract class PublishingVerb extends ListVerb {
    @Mixin private WritingConnection connection;
    @Mixin private ApproverOption approver;
    @Mixin private Signing signing;

    @Option(names = "--no-wait", description = "return when Kafka has it, without the answers")
    private boolean noWait;

    @Override
    WritingConnection connection() {
        return connection;
    }

    @Override
    Bus bus() throws IOException {
        return connection.bus(approver);
    }

    ListEntry sign(ListEntry entry) {
        return signing.sign(entry);
    }

    /** Publishes and prints the jobs' answer; exit code 1 where they refuse it. */
    int publish(Bus bus, List<ListEntry> entries) throws IOException {
        int refused = new Publication(bus, this::say).send(entries, !noWait);
        warnOfUnknown(bus, entries);
        return refused == 0 ? 0 : 1;
    }
}
