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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code vigil desk} in a JVM of its own. */
final class DeskProcess implements AutoCloseable {
    /** Of its heap: what the manifests give a desk. */
    static final String HEAP = "-Xmx512m";

    private static final Pattern ADDRESS = Pattern.compile("desk at (http://\\S+)");
    private static final Pattern LINK = Pattern.compile("sign in once with (http://\\S+)");
    private static final int STARTS_WITHIN_S = 120;
    private static final int LOOK_EVERY_MS = 50;

    private final Jvm jvm;
    private final Path log;
    private String usedLink = "";

    private DeskProcess(Jvm jvm, Path log) {
        this.jvm = jvm;
        this.log = log;
    }

    /** Starts it; returns when its pages are there. */
    static DeskProcess start(Path log, String bootstrap, StoreAddress store, List<String> options)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "desk",
                                "--bootstrap",
                                bootstrap,
                                "--store",
                                store.url(),
                                "--bind",
                                "127.0.0.1:0"));
        if (store.user() != null) {
            arguments.addAll(List.of("--store-user", store.user()));
        }
        List<String> jvm = new ArrayList<>(List.of(HEAP));
        jvm.addAll(options);
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
        return URI.create(await(ADDRESS, ""));
    }

    /** A link that signs in, once. */
    URI link() throws IOException, InterruptedException {
        usedLink = await(LINK, usedLink);
        return URI.create(usedLink);
    }

    /** The last one in its output, where it is another one than before. */
    private String await(Pattern line, String before) throws IOException, InterruptedException {
        for (int i = 0; i < STARTS_WITHIN_S * 1_000 / LOOK_EVERY_MS; i++) {
            jvm.requireAlive();
            Optional<String> last = last(line).filter(one -> !one.equals(before));
            if (last.isPresent()) {
                return last.get();
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new IOException("expected '" + line + "' in " + log + ", got none");
    }

    private Optional<String> last(Pattern line) throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        Matcher found = line.matcher(Files.readString(log, StandardCharsets.UTF_8));
        String last = null;
        while (found.find()) {
            last = found.group(1);
        }
        return Optional.ofNullable(last);
    }

    Jvm jvm() {
        return jvm;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
