package dev.vigil.cli.option;

import picocli.CommandLine.Option;

/** Of a verb that may need a second person. */
public final class ApproverOption {
    private static final String OPTION = "--approver";

    @Option(
            names = OPTION,
            paramLabel = "POINTER",
            description =
                    "who agreed to it, where two must: a pointer to another person than --actor")
    private String approver;

    /** The second person, or null; refuses the first. */
    String other(String actor) {
        if (approver != null
                && WritingConnection.pointer(OPTION, approver).strip().equals(actor.strip())) {
            throw new IllegalArgumentException(
                    OPTION
                            + ": expected another person than --actor, got '"
                            + approver
                            + "' for both; have another person approve it");
        }
        return approver;
    }
}
