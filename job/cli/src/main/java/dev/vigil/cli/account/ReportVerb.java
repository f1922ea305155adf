package dev.vigil.cli.account;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A person does something with a report that is in one of some states. */
abstract class ReportVerb extends LedgerVerb {
    @Parameters(
            paramLabel = "REPORT|ACCOUNT",
            description = "id of the report, or of its account for the latest")
    private String id;

    /** What is done with the last version of the report. */
    abstract Act act(ActFacts known, String reportOrAccount, String by, long nowMs)
            throws IOException;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            return send(bus, act(new TopicFacts(bus), id, connection().actor(), now));
        }
    }
}
