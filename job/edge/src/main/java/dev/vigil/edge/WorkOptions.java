package dev.vigil.edge;

import dev.vigil.client.bus.CausedBy;
import picocli.CommandLine.Option;

/** Options that name a protected work and its recording. */
final class WorkOptions {
    @Option(
            names = "--work",
            paramLabel = "ID",
            description = "Id of the work, for work and feed. Default for works: the file name.")
    String work;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "Title for people. Default: the file name.")
    String title;

    @Option(
            names = "--reference-version",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Version of a work's recording; a higher one replaces a lower."
                            + " Default: ${DEFAULT-VALUE}.")
    long version;

    @Option(
            names = "--actor",
            paramLabel = "POINTER",
            description =
                    "Who registers a work: a pointer such as oidc:SUBJECT, never a name."
                            + " Default: os:USER@HOST.")
    private String actor;

    CausedBy causedBy() {
        return CausedBy.person(actor == null ? CausedBy.user() : actor);
    }

    String title(Source source) {
        String given = title == null ? source.title() : title;
        return given.replaceAll("\\p{Cc}", " ");
    }

    ReferencePush.Name name(Source source) {
        return new ReferencePush.Name(
                work == null ? source.id() : work, source.id(), version, title(source));
    }
}
