package dev.vigil.cli.account;

import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** A person does something with a report that is in one of some states. */
abstract class ReportVerb extends LedgerVerb {
    @Parameters(
            paramLabel = "REPORT|ACCOUNT",
            description = "id of the report, or of its account for the latest")
    private String id;

    /** The record about this version of the report. */
    abstract Object event(DepartmentReport report, String by, long nowMs);

    int send(EventType type, Set<ReportState> from) throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = bus()) {
            DepartmentReport report = Accounts.report(bus, id);
            if (!from.contains(report.state())) {
                throw new IOException(
                        "REPORT: expected one that is "
                                + String.join(
                                        " or ", from.stream().map(Enum::name).sorted().toList())
                                + ", got '"
                                + report.reportId()
                                + "', which is "
                                + report.state()
                                + "; see vigil report show "
                                + report.reportId());
            }
            return send(
                    bus, type, report.accountId(), now, event(report, connection().actor(), now));
        }
    }
}
