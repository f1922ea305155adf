package dev.vigil.cli.account;

import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.FileDigest;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A user disputes an offence or a measure. */
@Command(
        name = "file",
        description = {
            "File a user's appeal against an offence or a measure.",
            "The user's text stays with the platform: only where it is and its digest are sent."
        },
        footer = {
            "",
            "Example:",
            "  vigil appeal file appeal-31 --account account-7781 --why AUTHORIZED \\",
            "      --offence session:live-2026-1124-0042 --text appeal.txt --text-ref appeals/31"
        })
public final class AppealFileCommand extends LedgerVerb {
    @Parameters(paramLabel = "APPEAL", description = "id that the platform gives it")
    private String appealId;

    @Option(names = "--account", required = true, description = "id of the account")
    private String accountId;

    @Option(names = "--offence", description = "session:ID or item:ID, see vigil account show")
    private String offenceId;

    @Option(names = "--measure", description = "id of the command that orders the measure")
    private String measureId;

    @Option(
            names = "--why",
            required = true,
            description = "a code such as AUTHORIZED, OWNER, NOT_ME or MISTAKE")
    private String reasonCode;

    @Option(
            names = "--text",
            paramLabel = "FILE",
            description = "the user's words; its digest is sent, not the file")
    private Path text;

    @Option(names = "--text-ref", description = "with --text: where the platform keeps it")
    private String textRef;

    @Option(
            names = "--at",
            converter = TimeOption.Moment.class,
            paramLabel = "TIME|AGO",
            description = "when it was filed (default: now)")
    private Instant at;

    @Override
    public Integer call() throws IOException {
        if ((offenceId == null) == (measureId == null)) {
            throw new IllegalArgumentException(
                    "--offence: expected either it or --measure, got "
                            + (offenceId == null ? "none" : "both")
                            + "; say what is disputed");
        }
        if ((text == null) != (textRef == null)) {
            throw new IllegalArgumentException(
                    "--text: expected with --text-ref, got only one; name the file and its place");
        }
        AppealFiled appeal =
                new AppealFiled(
                        appealId,
                        accountId,
                        offenceId,
                        measureId,
                        past(at),
                        reasonCode,
                        textRef,
                        text == null ? null : FileDigest.sha256("--text", text));
        try (Bus bus = bus()) {
            return send(bus, EventType.APPEAL_FILED, accountId, appeal.at(), appeal);
        }
    }
}
