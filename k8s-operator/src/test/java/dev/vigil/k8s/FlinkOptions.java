package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.operator.config.KubernetesOperatorConfigOptions;

/**
 * Every option key of the Flink that the manifests are for, and of the operator: Flink takes an
 * unknown key without a word. That Flink's classes come from jars of their own (see the POM), as
 * the operator's Flink is on the class path.
 */
final class FlinkOptions {
    private static final Path JARS = Manifests.ROOM.resolve("target/flink");

    /**
     * Of classes that are not read here: RocksDB's options are beside its native library, and the
     * S3 plug-in hands keys below {@code s3.} to Hadoop's S3A, which has them below {@code fs.s3a.}
     */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "state.backend.rocksdb.metrics.estimate-num-keys",
                    "state.backend.rocksdb.compaction.style",
                    "state.backend.rocksdb.use-bloom-filter",
                    "s3.attempts.maximum",
                    "s3.connection.establish.timeout",
                    "s3.connection.timeout",
                    "s3.retry.limit");

    private static final String OPTION = "org.apache.flink.configuration.ConfigOption";

    /**
     * A reporter's keys stand below its name; that of Prometheus reads its port without an option.
     */
    private static final String REPORTER = "metrics.reporter.";

    private static final String REPORTER_PORT = "port";

    private final Set<String> keys = new HashSet<>();

    FlinkOptions() throws IOException, ReflectiveOperationException {
        collect(AutoScalerOptions.class);
        keys.addAll(ELSEWHERE);
        collect(KubernetesOperatorConfigOptions.class);
        // Of the operator's Flink: it is the operator that places pods.
        collect(KubernetesConfigOptions.class);
        List<URL> urls = new ArrayList<>();
        for (File jar : JARS.toFile().listFiles()) {
            urls.add(jar.toURI().toURL());
        }
        try (URLClassLoader flink =
                        new URLClassLoader(
                                urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                JarFile core = new JarFile(JARS.resolve("flink-core.jar").toFile())) {
            List<String> classes =
                    core.stream()
                            .map(entry -> entry.getName())
                            .filter(FlinkOptions::holdsOptions)
                            .map(name -> name.replace(".class", "").replace('/', '.'))
                            .toList();
            for (String name : classes) {
                collect(Class.forName(name, true, flink));
            }
        }
    }

    private static boolean holdsOptions(String file) {
        return file.matches("org/apache/flink/configuration/\\w+Options\\.class");
    }

    private void collect(Class<?> options) throws ReflectiveOperationException {
        for (Field field : options.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())
                    && Modifier.isStatic(field.getModifiers())
                    && field.getType().getName().equals(OPTION)) {
                Object option = field.get(null);
                keys.add((String) option.getClass().getMethod("key").invoke(option));
            }
        }
    }

    Set<String> keys() {
        return keys;
    }

    /** The keys of a FlinkDeployment that neither Flink nor the operator knows. */
    Set<String> unknown(JsonNode deployment) {
        Set<String> unknown = new TreeSet<>();
        deployment
                .at("/spec/flinkConfiguration")
                .fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!isKnown(key)) {
                                unknown.add(key);
                            }
                        });
        return unknown;
    }

    private boolean isKnown(String key) {
        if (keys.contains(key)) {
            return true;
        }
        String ofReporter = key.replaceFirst("^metrics\\.reporter\\.\\w+\\.", "");
        return key.startsWith(REPORTER)
                && (ofReporter.equals(REPORTER_PORT)
                        || keys.contains(ofReporter)
                        || keys.contains(REPORTER + "<name>." + ofReporter));
    }
}
