package dev.vigil.stream;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

/**
 * One RPC system for all clusters of this JVM, until it ends. Flink unpacks a jar for each cluster
 * and loads some thousand classes of it anew, which takes most of the time of a short test.
 */
public final class OneRpcSystem implements RpcSystemLoader {
    private static RpcSystem loaded;

    /** Before Flink's own, which is 0. */
    @Override
    public int getLoadPriority() {
        return -1;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration configuration) {
        return new Open(loaded(configuration));
    }

    private static synchronized RpcSystem loaded(Configuration configuration) {
        if (loaded == null) {
            File folder = folder();
            Configuration unpacked = new Configuration(configuration);
            unpacked.set(CoreOptions.TMP_DIRS, folder.toString());
            loaded =
                    ServiceLoader.load(RpcSystemLoader.class).stream()
                            .filter(one -> one.type() != OneRpcSystem.class)
                            .map(ServiceLoader.Provider::get)
                            .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
                            .orElseThrow()
                            .loadRpcSystem(unpacked);
            // Not closed: other hooks may still stop a cluster, with classes of it.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        }
        return loaded;
    }

    private static File folder() {
        try {
            return Files.createTempDirectory("vigil-rpc").toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(File folder) {
        for (File jar : folder.listFiles()) {
            jar.delete();
        }
        folder.delete();
    }

    /** Remains open when a cluster closes it. */
    private record Open(RpcSystem system) implements RpcSystem {
        @Override
        public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
            return system.localServiceBuilder(configuration);
        }

        @Override
        public RpcServiceBuilder remoteServiceBuilder(
                Configuration configuration, String externalAddress, String externalPorts) {
            return system.remoteServiceBuilder(configuration, externalAddress, externalPorts);
        }

        @Override
        public String getRpcUrl(
                String hostname,
                int port,
                String endpoint,
                AddressResolution resolution,
                Configuration configuration)
                throws UnknownHostException {
            return system.getRpcUrl(hostname, port, endpoint, resolution, configuration);
        }

        @Override
        public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
            return system.getInetSocketAddressFromRpcUrl(url);
        }

        @Override
        public long getMaximumMessageSizeInBytes(Configuration configuration) {
            return system.getMaximumMessageSizeInBytes(configuration);
        }
    }
}
