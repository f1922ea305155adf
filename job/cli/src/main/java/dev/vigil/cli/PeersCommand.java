package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.HostPort;
import dev.vigil.cli.option.MetricsOption;
import dev.vigil.cli.option.PeerFiles;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.text.Times;
import dev.vigil.peers.PeerBridge;
import dev.vigil.peers.PeerCounts;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil peers}. */
@Command(
        name = "peers",
        description = "Exchange signals with one other platform over mutual TLS.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil peers --peer west.example --bind 0.0.0.0:8443 \\",
            "      --from https://vigil.west.example:8443 --cursor /var/lib/vigil/west \\",
            "      --store here.p12 --password-file /run/secrets/p12 --peer-cert west.pem",
            "",
            "One process for each peer, or one that offers and one that fetches. It decides nothing:",
            "signals.keys of the ledger job names those whose signals are taken. Certificates are",
            "read at the start: start it anew after a change."
        })
public final class PeersCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--peer",
            required = true,
            paramLabel = "NAME",
            description = "the other platform, as its signals name it")
    private String peer;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            converter = HostPort.class,
            description = "offer this site's feed there; without it none is offered")
    private InetSocketAddress bind;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "fetch the peer's feed from there; without it none is fetched")
    private URI from;

    @Option(
            names = "--cursor",
            paramLabel = "FILE",
            description = "remembers how far it is fetched; needed with --from")
    private Path cursor;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private PeerFiles files;

    @Mixin private MetricsOption metrics;

    @Option(
            names = "--every",
            paramLabel = "SPAN",
            converter = TimeOption.Span.class,
            defaultValue = "5s",
            description = "how often to look for news (default: ${DEFAULT-VALUE})")
    private Duration every;

    @Option(names = "--once", description = "fetch what is there, then end")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        requireAction();
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> progress =
                line -> {
                    out.println(Times.clock(InstantSource.system().millis()) + "  " + line);
                    out.flush();
                };
        PeerCounts counts =
                new PeerCounts(peer, InstantSource.system()).certificates(files.certificates());
        try (PeerBridge bridge =
                        new PeerBridge(
                                peer,
                                bind,
                                from,
                                cursor,
                                files.tls(counts::refusedCertificate),
                                connection.client(),
                                progress,
                                counts);
                MetricsOption.Served served =
                        metrics.serve(counts::samples, counts::isWell, progress)) {
            if (bind != null) {
                progress.accept(
                        "feed for " + peer + " at " + bind.getHostString() + ":" + bridge.port());
            }
            if (once) {
                progress.accept(bridge.fetch() + " records of " + peer);
            } else {
                bridge.follow(every, () -> true);
            }
        }
        return 0;
    }

    private void requireAction() {
        boolean isIncomplete = bind == null && from == null || once && from == null;
        if (isIncomplete || from != null && cursor == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    from == null
                            ? "expected --from, or --bind without --once, got neither"
                            : "--cursor: expected with --from, got none");
        }
        if (from != null && !"https".equals(from.getScheme())) {
            throw new ParameterException(
                    spec.commandLine(), "--from: expected an https address, got '" + from + "'");
        }
    }
}
