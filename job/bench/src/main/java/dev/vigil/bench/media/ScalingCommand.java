package dev.vigil.bench.media;

import dev.vigil.bench.report.BenchSubcommand;
import dev.vigil.bench.report.SiteSubcommand;
import dev.vigil.fixtures.process.CpuGroup;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil bench scaling}: whether twice the TaskManagers carry twice the streams. */
@Command(
        name = "scaling",
        description = {
            "Measures whether twice the TaskManagers carry twice the live streams: 1, 2 and 4 of"
                    + " them, each with a replica of the index and held to a part of a core by a"
                    + " control group of Linux.",
            "Where the machine has none, or this user may not make one, it ends with 2 and why."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vigil bench scaling                            composed music, 1 h, 35 minutes",
            "  vigil bench scaling --streams 150              of each, not sought, 20 minutes",
            "  vigil bench scaling --references DIR --peaks   fingerprinted at the edge"
        })
public final class ScalingCommand extends SiteSubcommand {
    private static final double LEAST_CORES = 0.05;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "0",
            description = "of each TaskManager (default: the most that one carries at 70 %%)")
    private int streams;

    @Option(names = "--peaks", description = "send peaks instead of sound")
    private boolean peaks;

    @Option(
            names = "--references",
            paramLabel = "DIR",
            description = "folder of recordings, as of bench job (default: composed music)")
    private Path references;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "1",
            description = "of references (default: ${DEFAULT-VALUE})")
    private int hours;

    @Option(
            names = "--minutes",
            defaultValue = "2",
            description = "measured with each number (default: ${DEFAULT-VALUE})")
    private int minutes;

    @Option(
            names = "--cores",
            paramLabel = "C",
            defaultValue = "0.3",
            description = "that each TaskManager may use (default: ${DEFAULT-VALUE})")
    private double cores;

    @Override
    public Integer call() throws Exception {
        require("--streams", streams, 0, 100_000);
        require("--hours", hours, 0, 1_000);
        require("--minutes", minutes, 1, 1_440);
        requireCores(this, cores);
        ScalingBench bench =
                new ScalingBench(streams, peaks, references, hours, minutes, cores, out(), err());
        return in(bench::run);
    }

    /** Of a TaskManager, and groups to hold it to them. */
    static void requireCores(BenchSubcommand command, double cores) {
        int most = Runtime.getRuntime().availableProcessors();
        if (cores < LEAST_CORES || cores > most) {
            throw command.wrong(
                    "--cores: expected " + LEAST_CORES + " to " + most + ", got " + cores);
        }
        Optional<String> lack = CpuGroup.lack();
        if (lack.isPresent()) {
            throw command.wrong(
                    "--cores: "
                            + lack.get()
                            + "; run it as root on Linux, outside of a container that forbids it");
        }
    }
}
