package dev.vigil.cli.notice;

import dev.vigil.cli.option.ApproverOption;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.notice.Register;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The clock is paused or goes on, by a document. */
abstract class HoldingVerb extends SendingVerb {
    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @Option(names = "--document", required = true, description = "reference to the document")
    private String document;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "from when (default: now)")
    private Instant at;

    @Mixin private ApproverOption approver;

    @Override
    Bus bus() throws IOException {
        return connection().bus(approver);
    }

    int hold(boolean resumes, ClockState needed, Boolean byNotifier) throws IOException {
        NoticeHeld held = new NoticeHeld(noticeId, past("--at", at), resumes, document, byNotifier);
        try (Bus bus = bus()) {
            Register.read(bus).require(noticeId);
            NoticeStatus status = Register.status(bus, noticeId);
            if (status != null && status.clock() != needed) {
                throw new IOException(
                        "NOTICE: expected one whose clock is "
                                + needed
                                + ", got '"
                                + noticeId
                                + "', whose clock is "
                                + status.clock()
                                + "; see vigil notice show "
                                + noticeId);
            }
            return send(bus, EventType.NOTICE_HELD, noticeId, held.at(), held, List.of(noticeId));
        }
    }
}
