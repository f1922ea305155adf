package dev.vigil.cli.size;

import dev.vigil.cli.text.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How large a site has to be for its load. */
@Command(
        name = "size",
        description = "Compute what a site needs: cores, heap, shards, partitions, disk, network.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each figure follows from one that was measured: --show-costs prints them with day,",
            "benchmark and machine. Cores are such as that machine's. What goes beyond what was",
            "measured is named. Measure your own with vigil bench job and give them with --costs.",
            "",
            "Examples:",
            "  vigil size --live 2000 --hours 1000",
            "  vigil size --live 500 --pictures 200 --film-hours 300 --uploads 50000",
            "  vigil size --show-costs > costs.json; vigil size --costs costs.json --live 2000"
        })
public final class SizeCommand implements Callable<Integer> {
    private static final double BYTES_A_GB = 1e9;

    @Spec private CommandSpec spec;

    @Option(
            names = "--live",
            defaultValue = "1000",
            description = "streams at once (default: ${DEFAULT-VALUE})")
    private int live;

    @Option(
            names = "--peaks",
            defaultValue = "0",
            description = "of them, fingerprinted beside the encoder (default: ${DEFAULT-VALUE})")
    private int peaks;

    @Option(
            names = "--pictures",
            defaultValue = "0",
            description = "of them, with pictures (default: ${DEFAULT-VALUE})")
    private int pictures;

    @Option(
            names = "--hours",
            defaultValue = "100",
            description = "of references of sound (default: ${DEFAULT-VALUE})")
    private int hours;

    @Option(
            names = "--film-hours",
            defaultValue = "0",
            description = "of references of pictures (default: ${DEFAULT-VALUE})")
    private int filmHours;

    @Option(
            names = "--uploads",
            defaultValue = "0",
            description = "a day (default: ${DEFAULT-VALUE})")
    private long uploads;

    @Option(
            names = "--upload-minutes",
            defaultValue = "5",
            description = "of an upload, on average (default: ${DEFAULT-VALUE})")
    private double uploadMinutes;

    @Option(
            names = "--notices",
            defaultValue = "1000",
            description = "a day (default: ${DEFAULT-VALUE})")
    private long notices;

    @Option(names = "--verdicts", description = "a day (default: three for each notice)")
    private Long verdicts;

    @Option(
            names = "--accounts",
            defaultValue = "100000",
            description = "that ever had an offence (default: ${DEFAULT-VALUE})")
    private long accounts;

    @Option(
            names = "--peak",
            defaultValue = "2",
            description =
                    "the busiest hour, in average ones, of what is given by day (default:"
                            + " ${DEFAULT-VALUE})")
    private double peak;

    @Option(
            names = "--heap",
            paramLabel = "GB",
            defaultValue = "8",
            description = "task heap that one slot may have (default: ${DEFAULT-VALUE})")
    private double heapGb;

    @Option(
            names = "--busy",
            paramLabel = "PERCENT",
            defaultValue = "60",
            description =
                    "of a core, at most: the rest is for restarts and catching up (default:"
                            + " ${DEFAULT-VALUE})")
    private int busy;

    @Option(
            names = "--copies",
            defaultValue = "3",
            description = "of each record on the broker (default: ${DEFAULT-VALUE})")
    private int copies;

    @Option(names = "--costs", paramLabel = "FILE", description = "your own measurements")
    private Path costsFile;

    @Option(names = "--show-costs", description = "print what is measured, and how, as JSON")
    private boolean showCosts;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (showCosts) {
            out.print(MeasuredCosts.text());
            return 0;
        }
        MeasuredCosts costs =
                costsFile == null ? MeasuredCosts.ofThisVersion() : MeasuredCosts.in(costsFile);
        SiteLoad.within("--heap", heapGb, 0.1, 1_000);
        SiteLoad.within("--busy", busy, 1, 100);
        SiteLoad.within("--copies", copies, 1, 10);
        SiteLoad site = site();
        SiteSize size = new SiteSize(site, costs, heapGb * BYTES_A_GB, busy / 100.0, copies);
        out.println(
                Tables.of(
                        size.lines(),
                        List.of(
                                Tables.left("of").with(SizeLine::part),
                                Tables.left("what").with(SizeLine::what),
                                Tables.right("needed").with(SizeLine::amount),
                                Tables.left("because of").with(SizeLine::because))));
        remarks(site, costs, size).forEach(out::println);
        return 0;
    }

    private SiteLoad site() {
        return new SiteLoad(
                live,
                peaks,
                pictures,
                hours,
                filmHours,
                uploads,
                uploadMinutes,
                notices,
                verdicts == null ? 3 * notices : verdicts,
                accounts,
                peak);
    }

    private static List<String> remarks(SiteLoad site, MeasuredCosts costs, SiteSize size) {
        List<String> remarks = new ArrayList<>();
        remarks.add("Cores of " + costs.machine() + ".");
        int shards = size.index().shards();
        beyond(remarks, costs.curve("search.live"), (double) site.soundHours() / shards);
        if (site.uploads() > 0) {
            beyond(remarks, costs.curve("search.upload"), (double) site.soundHours() / shards);
        }
        if (site.pictureStreams() > 0) {
            beyond(remarks, costs.curve("search.pictures"), (double) site.filmHours() / shards);
        }
        return remarks;
    }

    private static void beyond(List<String> remarks, CostCurve curve, double hours) {
        if (!curve.isMeasured(hours)) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "Computed, not measured: %s at %,.0f hours a shard; measured up to %,.0f.",
                            curve.name(),
                            hours,
                            curve.mostHours()));
        }
    }
}
