package dev.vigil.cli.notice;

import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.TriageOutcome;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Decides on a notice: accepted, incomplete, or a duplicate. */
@Command(
        name = "triage",
        description = {
            "Accept a notice, or call it incomplete or a duplicate.",
            "Accepting one that was called incomplete, and not supplemented, starts its clock",
            "where it would have been."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice triage n-2 --incomplete --missing ADDRESS,EVIDENCE --by li \\",
            "      --reason 'asked by mail'"
        })
public final class NoticeTriageCommand extends DecisionVerb {
    /** Exactly one of them. */
    static final class Outcome {
        @Option(names = "--accept", description = "it is complete")
        private boolean accept;

        @Option(names = "--incomplete", description = "a supplement was asked for")
        private boolean incomplete;

        @Option(
                names = "--duplicate-of",
                paramLabel = "OTHER",
                description = "another notice covers it")
        private String duplicateOf;

        private TriageOutcome outcome() {
            if (accept) {
                return TriageOutcome.ACCEPTED;
            }
            return incomplete ? TriageOutcome.INCOMPLETE : TriageOutcome.DUPLICATE;
        }
    }

    @ArgGroup(multiplicity = "1")
    private Outcome outcome;

    @Option(
            names = "--missing",
            split = ",",
            description =
                    "with --incomplete, of ${COMPLETION-CANDIDATES} (default: what the intake found"
                            + " missing)")
    private List<Element> missing = List.of();

    @Option(
            names = "--from-start",
            description =
                    "with --accept, after a supplement: the first version was complete, so the"
                            + " clock goes back to its receipt")
    private boolean fromStart;

    @Option(names = "--reason", description = "why")
    private String reason;

    @Override
    public Integer call() throws IOException {
        return decide(
                decision(outcome.outcome())
                        .reason(reason)
                        .missing(missing)
                        .duplicateOf(outcome.duplicateOf)
                        .fromStart(fromStart ? true : null)
                        .build());
    }
}
