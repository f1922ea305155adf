package dev.vigil.cli.notice;

import dev.vigil.schema.notice.NoticeContent;
import java.util.List;
import picocli.CommandLine.Option;

/** The statutory content of a notice or a counter-notice; pointers, never personal data. */
final class ContentOptions {
    @Option(names = "--identity", description = "pointer to the real identity")
    private String identity;

    @Option(names = "--contact", description = "pointer to mail or phone")
    private String contact;

    @Option(names = "--address", description = "pointer to the postal address")
    private String address;

    @Option(names = "--evidence", split = ",", description = "references to preliminary proof")
    private List<String> evidence = List.of();

    @Option(names = "--truth", description = "the sender answers for the truth")
    private boolean truth;

    @Option(names = "--good-faith", description = "the sender acts in good faith")
    private boolean goodFaith;

    @Option(names = "--role", description = "principal, agent, attorney")
    private String role;

    NoticeContent content() {
        return new NoticeContent(
                role,
                identity,
                contact,
                address,
                evidence,
                truth ? true : null,
                goodFaith ? true : null);
    }
}
