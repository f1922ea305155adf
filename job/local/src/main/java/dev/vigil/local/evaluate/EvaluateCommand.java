package dev.vigil.local.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil evaluate}. */
@Command(
        name = "evaluate",
        description = "Scores the ear against queries with known answers.",
        mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--references", required = true, description = "Folder of WAV recordings.")
    private Path references;

    @Option(
            names = "--reference-list",
            required = true,
            description = "File with the names of the recordings to index, one a line.")
    private Path referenceList;

    @Option(
            names = "--queries",
            required = true,
            description = "CSV with a column 'path', relative to the CSV's own folder.")
    private Path queries;

    @Option(
            names = "--out",
            required = true,
            description = "CSV to write: query,matched_ref,ref_offset_s,score.")
    private Path out;

    @Option(names = "--stream", description = "Hear queries in segments of 2 s.")
    private boolean stream;

    @Option(names = "--live", description = "Screen queries as live streams, not as uploads.")
    private boolean live;

    @Option(
            names = {"--candidates", "--all"},
            description = "Also write the best candidate of a query that has no match.")
    private boolean candidates;

    @Override
    public Integer call() throws IOException {
        Evaluate.Options options =
                new Evaluate.Options(
                        references, referenceList, queries, out, stream, live, candidates);
        spec.commandLine().getOut().println(new Evaluate(options).run());
        return 0;
    }
}
