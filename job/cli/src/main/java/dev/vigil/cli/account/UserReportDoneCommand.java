package dev.vigil.cli.account;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.act.AccountActs;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.OpenReports;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.account.UserReportsTriaged;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person has looked at all reports of one session or item. */
@Command(
        name = "done",
        description = {
            "Record that a person has looked at all reports of one stream or upload: with --ref,"
                    + " what",
            "followed from it; without, that nothing did. Reports that come later are listed"
                    + " anew."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil user-report done live-2026-1124-0042 --reason 'the singer herself'",
            "  vigil user-report done live-2026-1124-0042 --ref notice/n-5 --reason 'a whole film'"
        })
public final class UserReportDoneCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;

    @Parameters(paramLabel = "SUBJECT", description = "id of the stream or upload")
    private String subjectId;

    @Option(names = "--ref", description = "what followed, such as notice/n-5 or list/ENTRY")
    private String ref;

    @Option(names = "--reason", required = true, description = "why, in words")
    private String reason;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus()) {
            ActFacts known = new TopicFacts(bus);
            Act act =
                    AccountActs.reportsDone(
                            known, subjectId, null, ref, connection.actor(), reason, now);
            act.send(bus);
            int count = known.openReports(subjectId).map(OpenReports::count).orElse(0);
            say(
                    subjectId
                            + ": "
                            + count
                            + (count == 1 ? " report, " : " reports, ")
                            + UserReportShowCommand.words((UserReportsTriaged) act.body()));
        }
        return 0;
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
