package dev.vigil.bench.media;

import dev.vigil.bench.report.SiteSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench uploads}: one answer to each upload, and none clear that is not. */
@Command(
        name = "uploads",
        description = {
            "Sends uploads, a tenth of which show a work and a tenth of which are damaged, while",
            "TaskManagers are killed. Each must have one answer on the topic 'screened': clear,",
            "matched or incomplete. Reports how long after its end an upload is answered."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench uploads                               four minutes or so",
            "  vigil bench uploads --uploads 400 --kills 0       two minutes"
        })
public final class UploadsCommand extends SiteSubcommand {
    @Option(
            names = "--uploads",
            defaultValue = "1000",
            description = "how many, five a second (default: ${DEFAULT-VALUE})")
    private int uploads;

    @Option(
            names = "--kills",
            defaultValue = "2",
            description = "kill -9 of a TaskManager meanwhile (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--hours",
            defaultValue = "10",
            description = "of references, most of them decoys (default: ${DEFAULT-VALUE})")
    private int hours;

    @Override
    public Integer call() throws Exception {
        require("--uploads", uploads, 10, 1_000_000);
        require("--kills", kills, 0, 100);
        require("--hours", hours, 0, 1_000);
        return in(new UploadsBench(uploads, kills, hours, out())::run);
    }
}
