package dev.vigil.cli.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.MetricsOption;
import dev.vigil.cli.text.Failure;
import dev.vigil.client.audit.LogPublication;
import dev.vigil.client.audit.TopicsFeed;
import dev.vigil.client.bus.Bus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the log as files. */
@Command(
        name = "publish",
        description = {
            "Publish the log as files (C2SP tlog-tiles): any web server can offer them, and anybody's",
            "tool can check them. They hold digests, and nothing of a record or a person."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "checkpoint is the newest seal, tile/ has hashes and entries, pages/ the digests of each",
            "page's records, seals/SIZE each checkpoint that was published, resume/SIZE where the",
            "topics are read on. What is there is continued; a log that contradicts it is refused.",
            "",
            "Example:",
            "  vigil audit publish --key audit.vkey --out /srv/audit",
            "  vigil audit publish --key audit.vkey --out /srv/audit --every 60 \\",
            "      --metrics 0.0.0.0:9249 --witness witness.vkey"
        })
final class AuditPublishCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY|FILE",
            description = "verifier key of the log, or a file with it; it names the log")
    private String key;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "where the files go")
    private Path folder;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description =
                    "go on until stopped, and publish as often; what fails is tried again (default:"
                            + " once)")
    private Integer everyS;

    @Option(
            names = "--witness",
            paramLabel = "KEY|FILE",
            description = "with --metrics: report when this witness signed last; may be repeated")
    private List<String> witnesses = new ArrayList<>();

    @Mixin private MetricsOption metrics;

    @Override
    public Integer call() throws IOException, InterruptedException {
        NoteKey log = KeyLines.read(key);
        if (everyS != null && everyS < 1) {
            throw new IllegalArgumentException(
                    "--every: expected at least 1 second, got " + everyS);
        }
        if (metrics.isGiven() ? everyS == null : !witnesses.isEmpty()) {
            throw new IllegalArgumentException(
                    metrics.isGiven()
                            ? "--metrics: expected --every with it, got none; it is for a"
                                    + " publication that goes on"
                            : "--witness: expected --metrics with it, got none; vigil audit verify"
                                    + " --witness shows it once");
        }
        if (everyS == null) {
            print("Published: " + folder + ", " + publish(log) + " pages");
        } else {
            follow(log);
        }
        return 0;
    }

    /** A broker that is away, or a log that is contradicted, shows in the metrics. */
    private void follow(NoteKey log) throws IOException, InterruptedException {
        List<NoteKey> seen = new ArrayList<>();
        for (String witness : witnesses) {
            seen.add(KeyLines.read(witness));
        }
        PublicationCounts counts =
                new PublicationCounts(folder, log.name(), seen, InstantSource.system());
        try (MetricsOption.Served served =
                metrics.serve(counts::samples, counts::isWell, this::print)) {
            while (true) {
                counts.tries();
                try {
                    long size = publish(log);
                    counts.published(size);
                    print("Published: " + folder + ", " + size + " pages");
                } catch (IOException | KafkaException e) {
                    counts.failed();
                    print(Failure.told(e) + "; trying again");
                }
                TimeUnit.SECONDS.sleep(everyS);
            }
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private long publish(NoteKey log) throws IOException {
        long size;
        try (Bus bus = connection.bus();
                TopicsFeed feed = new TopicsFeed(bus)) {
            size = new LogPublication(folder, log).publish(feed);
        }
        if (size == 0) {
            throw new IOException(
                    log.name()
                            + ": expected a seal on the topics, got none; does the ledger job run with"
                            + " audit.log and audit.key?");
        }
        return size;
    }
}
