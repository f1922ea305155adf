package dev.vigil.bench.desk;

import dev.vigil.cli.Vigil;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.fixtures.process.Jvm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vigil desk} in a JVM of its own. */
final class DeskProcess implements AutoCloseable {
    /** Of its heap: what the manifests give a desk. */
    static final String HEAP = "-Xmx512m";

    private static final Pattern ADDRESS = Pattern.compile("desk at (http://\\S+)");
    private static final int STARTS_WITHIN_S = 120;
    private static final int LOOK_EVERY_MS = 50;

    private final Jvm jvm;
    private final Path log;

    private DeskProcess(Jvm jvm, Path log) {
        this.jvm = jvm;
        this.log = log;
    }

    /**
     * Starts it; returns when its pages are there.
     *
     * @param signIn options of how people sign in, and where
     * @param isMeasured false: it compiles quickly rather than well
     */
    static DeskProcess start(
            Path log, String bootstrap, StoreAddress store, List<String> signIn, boolean isMeasured)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("desk", "--bootstrap", bootstrap, "--store", store.url()));
        arguments.addAll(signIn);
        if (store.user() != null) {
            arguments.addAll(List.of("--store-user", store.user()));
        }
        List<String> jvm = new ArrayList<>(List.of(HEAP));
        if (!isMeasured) {
            jvm.addAll(Jvm.QUICK);
            jvm.addAll(Jvm.UNVERIFIED);
        }
        Files.deleteIfExists(log);
        DeskProcess started =
                new DeskProcess(
                        Jvm.start(
                                log, jvm, Map.of(), Vigil.class, arguments.toArray(String[]::new)),
                        log);
        started.address();
        return started;
    }

    /** Of its queue. */
    URI address() throws IOException, InterruptedException {
        for (int i = 0; i < STARTS_WITHIN_S * 1_000 / LOOK_EVERY_MS; i++) {
            jvm.requireAlive();
            Matcher found =
                    ADDRESS.matcher(
                            Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "");
            if (found.find()) {
                return URI.create(found.group(1));
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new IOException("expected '" + ADDRESS + "' in " + log + ", got none");
    }

    Jvm jvm() {
        return jvm;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
