package dev.vigil.cli.notice;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.act.ItemActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.FileDigest;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Confirms a measure on an item, for every notice on it. */
@Command(
        name = "confirm",
        description = "Confirm that a measure on an item took effect; serves every notice on it.",
        footer = {
            "",
            "Example:",
            "  vigil notice confirm clip-5 --measure DELETE",
            "  vigil notice confirm clip-5 --account u-77 --published 2026-11-20T08:00:00Z",
            "  vigil notice confirm clip-6 --measure NOT_FOUND --evidence crawl-88",
            "  vigil notice confirm directive:d-7:1 --measure ANSWERED --answer uploaders.csv"
        })
public final class NoticeConfirmCommand extends SendingVerb {
    @Parameters(paramLabel = "ITEM", description = "id of the item")
    private String itemId;

    @Option(
            names = "--measure",
            defaultValue = "DELETE",
            description = "of ${COMPLETION-CANDIDATES} (default: DELETE)")
    private Measure measure;

    @Option(
            names = "--effective",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it took effect (default: now)")
    private Instant effective;

    @Option(
            names = "--evidence",
            description = "reference to a proof; NOT_FOUND needs one, so does a cleared breach")
    private String evidence;

    @Option(names = "--by", description = "who carried it out")
    private String executor;

    @Option(names = "--command", description = "id of the command that it answers")
    private String commandId;

    @Option(
            names = "--account",
            description = "whose item it is; without it no account answers for it")
    private String accountId;

    @Option(
            names = "--published",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when the item was published")
    private Instant publishedAt;

    @Option(names = "--kind", description = "what the item is: video, post, link")
    private String itemKind;

    @Option(
            names = "--answer",
            paramLabel = "FILE",
            description = "what was handed over; its SHA-256 is sent, nothing else of it")
    private Path answer;

    @Option(names = "--seal", description = "seal of the audit log that the answer was true at")
    private String seal;

    @Override
    public Integer call() throws IOException {
        if (measure == Measure.NOT_FOUND && evidence == null) {
            throw new IllegalArgumentException(
                    "--evidence: expected the proof that there is no such item, got none; name it");
        }
        long now = System.currentTimeMillis();
        ActionConfirmed confirmed =
                new ActionConfirmed(
                        UUID.randomUUID().toString(),
                        itemId,
                        measure,
                        ms(effective, now),
                        executor,
                        commandId,
                        evidence,
                        accountId,
                        publishedAt == null ? null : (Long) publishedAt.toEpochMilli(),
                        itemKind,
                        answer == null ? null : FileDigest.sha256("--answer", answer),
                        seal);
        try (Bus bus = bus()) {
            return send(bus, ItemActs.confirm(new TopicFacts(bus), confirmed, now));
        }
    }
}
