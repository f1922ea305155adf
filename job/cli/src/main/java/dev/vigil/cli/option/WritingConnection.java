package dev.vigil.cli.option;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.schema.check.Controls;
import dev.vigil.schema.wire.Envelope;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Of a verb that sends records: each names the person who causes it. */
public final class WritingConnection extends Connection {
    private static final String OPTION = "--actor";

    @Option(
            names = OPTION,
            paramLabel = "POINTER",
            description =
                    "who does it: a pointer such as oidc:SUBJECT, never a name; it is on the record"
                            + " (default: os:USER@HOST)")
    private String actor;

    public String actor() {
        return actor == null ? CausedBy.user() : pointer(OPTION, actor);
    }

    @Override
    public Bus bus() throws IOException {
        return bus(CausedBy.person(actor()));
    }

    /** Of a verb that takes two persons. */
    public Bus bus(ApproverOption approver) throws IOException {
        String person = actor();
        return bus(new CausedBy(person, approver.other(person), null));
    }

    static String pointer(String option, String value) {
        boolean isOneLine =
                value.chars().noneMatch(c -> c == '\n' || c == '\t' || Controls.is((char) c));
        if (value.isBlank() || value.length() > Envelope.MAX_POINTER || !isOneLine) {
            throw new IllegalArgumentException(
                    option
                            + ": expected a pointer of 1 to "
                            + Envelope.MAX_POINTER
                            + " printable characters such as oidc:SUBJECT, got "
                            + (value.isBlank() ? "none" : "'" + value + "'")
                            + "; correct it");
        }
        return value.strip();
    }
}
