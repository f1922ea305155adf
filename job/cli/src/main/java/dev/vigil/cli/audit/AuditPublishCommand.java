package dev.vigil.cli.audit;

import dev.vigil.audit.LogEntries;
import dev.vigil.audit.NoteKey;
import dev.vigil.cli.option.Connection;
import dev.vigil.client.audit.LogPublication;
import dev.vigil.client.audit.LogTopics;
import dev.vigil.client.bus.Bus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
            "page's records, seals/SIZE each checkpoint that was published. What is there is",
            "continued; a log that contradicts it is refused.",
            "",
            "Example:",
            "  vigil audit publish --key audit.vkey --out /srv/audit",
            "  vigil audit publish --key audit.vkey --out /srv/audit --every 60"
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
            description = "go on until stopped, and publish as often (default: once)")
    private Integer everyS;

    @Override
    public Integer call() throws IOException, InterruptedException {
        NoteKey log = KeyLines.read(key);
        if (everyS != null && everyS < 1) {
            throw new IllegalArgumentException(
                    "--every: expected at least 1 second, got " + everyS);
        }
        publish(log);
        while (everyS != null) {
            TimeUnit.SECONDS.sleep(everyS);
            publish(log);
        }
        return 0;
    }

    private void publish(NoteKey log) throws IOException {
        LogPublication publication = new LogPublication(folder, log);
        LogEntries entries;
        try (Bus bus = connection.bus()) {
            entries = LogTopics.entries(bus, log.name(), List.of(log), publication.from());
        }
        long size = publication.publish(entries);
        if (size == 0) {
            throw new IOException(
                    log.name()
                            + ": expected a seal on the topics, got none; does the ledger job run with"
                            + " audit.log and audit.key?");
        }
        spec.commandLine().getOut().println("Published: " + folder + ", " + size + " pages");
        spec.commandLine().getOut().flush();
    }
}
