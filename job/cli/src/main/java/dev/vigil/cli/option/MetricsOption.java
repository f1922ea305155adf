package dev.vigil.cli.option;

import dev.vigil.peers.MetricsServer;
import dev.vigil.peers.Sample;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Of a verb that goes on until it is stopped: its numbers for Prometheus. */
public final class MetricsOption {
    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = HostPort.class,
            description =
                    "serve /metrics for Prometheus and /health there, without TLS (default: neither)")
    private InetSocketAddress address;

    /** What is served until it is closed. */
    @FunctionalInterface
    public interface Served extends AutoCloseable {
        @Override
        void close();
    }

    public boolean isGiven() {
        return address != null;
    }

    /** The same of a process that is ready as long as it is well. */
    public Served serve(
            Supplier<List<Sample>> samples, BooleanSupplier isWell, Consumer<String> progress) {
        return serve(samples, isWell, isWell, progress);
    }

    /**
     * Serves them until it is closed; nothing where no address is given.
     *
     * @param isWell false where only a restart helps
     * @param isReady false where the process is not to be asked now
     * @param progress gets a line with the address
     */
    public Served serve(
            Supplier<List<Sample>> samples,
            BooleanSupplier isWell,
            BooleanSupplier isReady,
            Consumer<String> progress) {
        if (address == null) {
            return () -> {};
        }
        MetricsServer server = new MetricsServer(address, samples, isWell, isReady);
        progress.accept("metrics at " + address.getHostString() + ":" + server.port());
        return server::close;
    }
}
