package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule on a metric that no job has never fires, and a panel shows nothing: the names are held
 * against a running job.
 */
@ExtendWith(SharedBroker.class)
class MetricNamesITCase {
    private static final Path PLACES = Path.of("../../k8s-operator").toAbsolutePath();

    private static final Pattern METRIC = Pattern.compile("(flink_\\w+)(\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=|!=)\"([^\"]*)\"");

    /** How long the time of a source has not moved; sources without a time have none. */
    private static final String STANDING =
            "flink_taskmanager_job_task_operator_caughtUp_standingMs";

    /** As Flink's PrometheusReporter writes names and labels. */
    private static final CharacterFilter PROMETHEUS =
            text -> text.replaceAll("[^a-zA-Z0-9:_]", "_");

    @TempDir private Path secrets;

    private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();

    @AfterEach
    void close() {
        reporter.close();
    }

    @Test
    void everyMetricAndLabelOfRulesAndDashboardIsReported(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            JobClient job = start(site);
            // What waits in Kafka is told from the first record on.
            site.notice("n-1", System.currentTimeMillis());
            Set<Selector> selectors = selectors();
            Awaitility.await()
                    .atMost(Await.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(selectors).allMatch(selector -> isReported(selector)));
            Selector planted = new Selector("flink_taskmanager_job_task_currentWatermark", "");
            assertThat(isReported(planted)).isFalse();
            Selector elsewhere =
                    new Selector(
                            "flink_taskmanager_job_task_operator_currentInputWatermark",
                            "operator_name=\"the clock\"");
            assertThat(isReported(elsewhere)).isFalse();
            assertThatOneRuleWatchesEachSource(selectors);
            Site.stop(job);
        }
    }

    private JobClient start(Site site) throws Exception {
        Configuration metrics = new Configuration();
        reporter.addToConfiguration(metrics);
        StreamExecutionEnvironment env = Site.environment(1, metrics);
        KeyPair log = ListKeys.create();
        VigilJob.build(
                env,
                OptionsParser.parse(
                        "--job",
                        "all",
                        "--kafka.bootstrap",
                        site.clients().getProperty("bootstrap.servers"),
                        "--audit.log",
                        NoteKey.of("site.example/audit/1", log.getPublic()).line(),
                        "--audit.key",
                        Files.writeString(secrets.resolve("key"), ListKeys.pem(log.getPrivate()))
                                .toString()));
        return env.executeAsync("vigil all");
    }

    /** With none its time may stop unseen, and with two people are called about another clock. */
    private void assertThatOneRuleWatchesEachSource(Set<Selector> selectors) {
        List<Selector> rules =
                selectors.stream().filter(of -> of.metric().equals(STANDING)).toList();
        List<Map<String, String>> sources = reported(STANDING);
        assertThat(sources)
                .extracting(of -> of.get("<operator_name>"))
                .contains("Source: notices", "Source: cases", "Source: counted");
        assertThat(sources)
                .allSatisfy(
                        source ->
                                assertThat(rules)
                                        .as(source.get("<operator_name>"))
                                        .filteredOn(rule -> fits(rule.matchers(), source))
                                        .hasSize(1));
    }

    /** A metric and its label matchers, as a rule names them. */
    private record Selector(String metric, String matchers) {}

    private static Set<Selector> selectors() throws IOException {
        Set<Selector> found = new LinkedHashSet<>();
        for (Path file : files()) {
            // In JSON the quotes of a label stand behind a backslash.
            String text = Files.readString(file).replace("\\\"", "\"");
            Matcher metric = METRIC.matcher(text);
            while (metric.find()) {
                found.add(
                        new Selector(
                                metric.group(1), metric.group(3) == null ? "" : metric.group(3)));
            }
        }
        assertThat(found).hasSizeGreaterThan(30);
        return found;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(PLACES.resolve("monitoring/dashboard.json")));
        try (Stream<Path> rules = Files.list(PLACES.resolve("alerts"))) {
            rules.filter(file -> file.toString().endsWith(".rules.yaml")).forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThan(4);
        return files;
    }

    private boolean isReported(Selector selector) {
        return reported(selector.metric()).stream().anyMatch(of -> fits(selector.matchers(), of));
    }

    /** The labels that it is reported with. */
    private List<Map<String, String>> reported(String name) {
        List<Map<String, String>> labels = new ArrayList<>();
        for (Map.Entry<MetricGroup, Map<String, Metric>> group :
                reporter.getMetricsByGroup().entrySet()) {
            String scope =
                    ((AbstractMetricGroup<?>) group.getKey()).getLogicalScope(PROMETHEUS, '_');
            group.getValue()
                    .forEach(
                            (own, metric) -> {
                                String full = "flink_" + scope + "_";
                                full += PROMETHEUS.filterCharacters(own);
                                if (names(metric, full).contains(name)) {
                                    labels.add(labels(metric, group.getKey()));
                                }
                            });
        }
        return labels;
    }

    /** A histogram is a summary to Prometheus. */
    private static Set<String> names(Metric metric, String name) {
        return metric instanceof Histogram ? Set.of(name, name + "_count") : Set.of(name);
    }

    private static Map<String, String> labels(Metric metric, MetricGroup group) {
        Map<String, String> labels = new HashMap<>(group.getAllVariables());
        if (metric instanceof Histogram) {
            labels.put("<quantile>", "0.95");
        }
        return labels;
    }

    private static boolean fits(String matchers, Map<String, String> labels) {
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            String value = labels.getOrDefault("<" + matcher.group(1) + ">", "");
            boolean quantile = matcher.group(1).equals("quantile");
            String written = quantile ? value : PROMETHEUS.filterCharacters(value);
            if (written.matches(matcher.group(3)) == matcher.group(2).equals("!=")) {
                return false;
            }
        }
        return true;
    }
}
