package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.DirectiveKind;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** What makes a notice an authority's order. */
final class DirectiveOptions {
    @Option(
            names = "--directive",
            required = true,
            description = "what is ordered: ${COMPLETION-CANDIDATES}")
    private DirectiveKind kind;

    @Option(names = "--document", required = true, description = "number of its document")
    private String documentRef;

    @Option(names = "--scope", description = "what it is about")
    private String scope;

    @Option(
            names = "--deliverable",
            description =
                    "what is to be handed over; the n-th is item directive:NOTICE:n, which is"
                            + " confirmed with ANSWERED")
    private List<String> deliverables = List.of();

    @Option(
            names = "--due",
            converter = TimeOption.Time.class,
            paramLabel = "TIME",
            description =
                    "the authority's own due time, such as 2026-12-01T20:00:00+08:00 (default: 24"
                            + " h)")
    private Instant due;

    boolean isOfContentAlone() {
        return deliverables.isEmpty();
    }

    Long dueMs() {
        return due == null ? null : Long.valueOf(due.toEpochMilli());
    }

    Directive directive(String authority) {
        return new Directive(kind, authority, documentRef, scope, deliverables);
    }
}
