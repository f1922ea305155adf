package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notice.ProceedingKind;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The notifier answers a counter-notice before an authority or a court, and the outcome. */
@Command(
        name = "proceeding",
        description = "Record a complaint or lawsuit about a counter-notice, and how it ended.",
        footer = {
            "",
            "Example:",
            "  vigil notice proceeding n-2 --filed LAWSUIT --body 'IP court' --case 2026-118",
            "  vigil notice proceeding n-2 --decided UPHELD --document ruling-118"
        })
public final class NoticeProceedingCommand extends SendingVerb {
    /** How a proceeding ends. */
    enum Ruling {
        UPHELD,
        DISMISSED
    }

    /** Exactly one of them. */
    static final class What {
        @Option(names = "--filed", paramLabel = "KIND", description = "COMPLAINT or LAWSUIT")
        private ProceedingKind filed;

        @Option(names = "--delay", paramLabel = "DAYS", description = "proven working days")
        private Integer delayDays;

        @Option(
                names = "--decided",
                paramLabel = "RULING",
                description = "UPHELD: the measure remains; DISMISSED: the content comes back")
        private Ruling decided;
    }

    @Parameters(paramLabel = "NOTICE", description = "id of the notice")
    private String noticeId;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--body", description = "authority or court")
    private String body;

    @Option(names = "--case", description = "its case number")
    private String caseNo;

    @Option(names = "--document", description = "reference to the decision")
    private String document;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when (default: now)")
    private Instant at;

    @Override
    public Integer call() throws IOException {
        if (what.filed == ProceedingKind.DELAY) {
            throw new IllegalArgumentException(
                    "--filed: expected COMPLAINT or LAWSUIT, got DELAY; give --delay DAYS");
        }
        long now = System.currentTimeMillis();
        long when = ms(at, now);
        try (Bus bus = bus()) {
            TopicFacts known = new TopicFacts(bus);
            return send(
                    bus,
                    what.decided == null
                            ? NoticeActs.proceedingFiled(known, filed(when), now)
                            : NoticeActs.proceedingDecided(known, decided(when), now));
        }
    }

    private ProceedingDecided decided(long when) {
        return new ProceedingDecided(noticeId, what.decided == Ruling.UPHELD, when, document);
    }

    private ProceedingFiled filed(long when) {
        ProceedingKind kind = what.filed == null ? ProceedingKind.DELAY : what.filed;
        return new ProceedingFiled(noticeId, kind, when, body, caseNo, what.delayDays);
    }
}
