package dev.vigil.cli.inspect;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.audit.KeyLines;
import dev.vigil.client.inspect.BundleCheck;
import dev.vigil.client.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a bundle. */
@Command(
        name = "verify",
        description = {
            "Verify the bundle of an inspection: that its records are those of the audit log, that none",
            "of the span is missing, and that page and figures follow from them. Needs no Kafka."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was changed",
            "1:something was found, or another vigil has made pages that this one can't check"
        },
        footer = {
            "",
            "Each finding has a place: a record as TOPIC/PARTITION/OFFSET, a page of the log by number,",
            "or a file and a line.",
            "  ALTERED    it is not what it was when it was logged, or when the bundle was made",
            "  MISSING    a record that the log lists, or a file, is not there",
            "  REORDERED  records or pages are in another order",
            "  UNSIGNED   the seal is not signed by the key",
            "  UNFOUNDED  it is as it was logged, but what it rests on is not in the log",
            "",
            "Example:",
            "  vigil inspect verify november.bundle --key audit.vkey --sum 3b1c...e9"
        })
final class InspectVerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "the bundle")
    private Path folder;

    @Option(
            names = "--key",
            paramLabel = "KEY|FILE",
            description = {
                "verifier key of the log, or a file with it, that you have from elsewhere (default: the",
                "bundle's own, which proves less). Repeat it for keys that signed before"
            })
    private List<String> keys = List.of();

    @Option(
            names = "--sum",
            paramLabel = "HEX",
            description = "SHA-256 of SHA256SUMS, as it was printed when the bundle was made")
    private String sum;

    @Override
    public Integer call() throws IOException {
        List<NoteKey> read = new ArrayList<>();
        for (String key : keys) {
            read.add(KeyLines.read(key));
        }
        BundleCheck.Report report = BundleCheck.of(folder, read, sum);
        PrintWriter out = spec.commandLine().getOut();
        report.findings().forEach(out::println);
        if (report.count() > report.findings().size()) {
            out.println("... " + (report.count() - report.findings().size()) + " more");
        }
        report.notChecked().forEach(what -> out.println("not checked: " + what));
        if (read.isEmpty()) {
            out.println("not checked: whose key it is; expected --key");
        }
        out.println(
                folder + ": " + report.records() + " records; " + summary(report, read.isEmpty()));
        return report.isGood() ? 0 : 1;
    }

    private static String summary(BundleCheck.Report report, boolean isOwnKey) {
        if (report.count() > 0) {
            return Counted.of(report.count(), "finding");
        }
        boolean isAll = report.isCompared() && report.notChecked().isEmpty() && !isOwnKey;
        return "nothing was changed, " + (isAll ? "all" : "what was checked") + " is proved";
    }
}
