package dev.vigil.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.broker.EmbeddedBroker;
import dev.vigil.local.broker.SharedBroker;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rule on a metric that no job has never fires: the names are held against a running job. */
@ExtendWith(SharedBroker.class)
class MetricNamesITCase {
    private static final Path ALERTS = Path.of("../../k8s-operator/alerts").toAbsolutePath();

    private static final Pattern METRIC = Pattern.compile("(flink_\\w+)(\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

    /** As Flink's PrometheusReporter writes names and labels. */
    private static final CharacterFilter PROMETHEUS =
            text -> text.replaceAll("[^a-zA-Z0-9:_]", "_");

    private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();

    @AfterEach
    void close() {
        reporter.close();
    }

    @Test
    void everyMetricAndLabelOfTheRulesIsReported(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            JobClient job = start(site);
            for (Selector selector : selectors()) {
                Awaitility.await(selector.toString())
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> isReported(selector));
            }
            Selector planted = new Selector("flink_taskmanager_job_task_currentWatermark", "");
            assertThat(isReported(planted)).isFalse();
            Selector elsewhere =
                    new Selector(
                            "flink_taskmanager_job_task_operator_currentInputWatermark",
                            "operator_name=\"the clock\"");
            assertThat(isReported(elsewhere)).isFalse();
            Site.stop(job);
        }
    }

    private JobClient start(Site site) throws Exception {
        Configuration metrics = new Configuration();
        reporter.addToConfiguration(metrics);
        StreamExecutionEnvironment env = Site.environment(2, metrics);
        VigilJob.build(
                env,
                OptionsParser.parse(
                        "--job",
                        "notice",
                        "--kafka.bootstrap",
                        site.clients().getProperty("bootstrap.servers")));
        return env.executeAsync("vigil notice");
    }

    /** A metric and its label matchers, as a rule names them. */
    private record Selector(String metric, String matchers) {}

    private static Set<Selector> selectors() throws IOException {
        Set<Selector> found = new LinkedHashSet<>();
        for (String of : List.of("notice-clock", "list")) {
            Matcher metric = METRIC.matcher(Files.readString(ALERTS.resolve(of + ".rules.yaml")));
            while (metric.find()) {
                found.add(
                        new Selector(
                                metric.group(1), metric.group(3) == null ? "" : metric.group(3)));
            }
        }
        assertThat(found).hasSizeGreaterThan(4);
        return found;
    }

    private boolean isReported(Selector selector) {
        List<Map<String, String>> labels = new ArrayList<>();
        for (Map.Entry<MetricGroup, Map<String, Metric>> group :
                reporter.getMetricsByGroup().entrySet()) {
            String scope =
                    ((AbstractMetricGroup<?>) group.getKey()).getLogicalScope(PROMETHEUS, '_');
            for (String name : group.getValue().keySet()) {
                String full = "flink_" + scope + "_" + PROMETHEUS.filterCharacters(name);
                if (full.equals(selector.metric())) {
                    labels.add(group.getKey().getAllVariables());
                }
            }
        }
        return labels.stream().anyMatch(of -> fits(selector.matchers(), of));
    }

    private static boolean fits(String matchers, Map<String, String> labels) {
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.find()) {
            String value = labels.getOrDefault("<" + matcher.group(1) + ">", "");
            if (!PROMETHEUS.filterCharacters(value).matches(matcher.group(2))) {
                return false;
            }
        }
        return true;
    }
}
