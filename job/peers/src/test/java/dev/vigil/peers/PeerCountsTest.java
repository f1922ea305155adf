package dev.vigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeerCountsTest {
    private static final Path PLACES = Path.of("../../k8s-operator").toAbsolutePath();
    private static final Pattern METRIC = Pattern.compile("\\bvigil_peers_\\w+");
    private static final Instant T0 = Instant.ofEpochSecond(1_795_507_200);

    private Instant now = T0;
    private final PeerCounts counts = new PeerCounts("west", () -> now);

    private double value(String name) {
        List<Sample> found =
                counts.samples().stream().filter(one -> one.name().equals(name)).toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).labels()).isEqualTo(Map.of("peer", "west"));
        return found.get(0).value();
    }

    /** What has not happened yet has its age from the start on: one that never does is seen too. */
    @Test
    void timesAreThoseOfWhatHappenedLast() {
        counts.does(true, true);
        now = T0.plusSeconds(60);
        assertThat(value("vigil_peers_caught_up_timestamp_seconds")).isEqualTo(T0.getEpochSecond());
        assertThat(value("vigil_peers_served_timestamp_seconds")).isEqualTo(T0.getEpochSecond());
        counts.fetched(3);
        counts.caughtUp();
        counts.served();
        counts.refusedCertificate();
        counts.refusedRequest();
        counts.refusedRequest();
        assertThat(value("vigil_peers_caught_up_timestamp_seconds"))
                .isEqualTo(now.getEpochSecond());
        assertThat(value("vigil_peers_served_timestamp_seconds")).isEqualTo(now.getEpochSecond());
        assertThat(value("vigil_peers_fetched_records_total")).isEqualTo(3);
        assertThat(value("vigil_peers_refused_certificates_total")).isEqualTo(1);
        assertThat(value("vigil_peers_refused_requests_total")).isEqualTo(2);
    }

    /** An alert about a feed that it does not fetch would never end. */
    @Test
    void aProcessReportsOnlyWhatItDoes() {
        counts.does(true, false);
        assertThat(names()).noneMatch(name -> name.contains("caught_up"));
        counts.does(false, true);
        assertThat(names()).noneMatch(name -> name.contains("served"));
    }

    @Test
    void onlyOneThatNoLongerTriesIsUnwell() {
        counts.does(false, true);
        now = T0.plus(Duration.ofMinutes(10));
        assertThat(counts.isWell()).isTrue();
        now = now.plusMillis(1);
        assertThat(counts.isWell()).isFalse();
        counts.round();
        assertThat(counts.isWell()).isTrue();
        counts.does(true, false);
        now = now.plus(Duration.ofDays(1));
        assertThat(counts.isWell()).as("it waits for the peer").isTrue();
    }

    /** It may look for news once a day only. */
    @Test
    void aPauseBetweenTwoLooksIsNoHang() {
        counts.does(false, true);
        counts.pauses(Duration.ofDays(1));
        now = T0.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(10));
        assertThat(counts.isWell()).isTrue();
        now = now.plusMillis(1);
        assertThat(counts.isWell()).isFalse();
    }

    /** A rule on a number that is not reported never fires, and a panel shows nothing. */
    @Test
    void rulesAndPanelsNameWhatIsReported() throws IOException {
        counts.certificates(new PeerCertificates(T0, T0)).does(true, true);
        Set<String> used = new TreeSet<>();
        for (String file : List.of("alerts/peers.rules.yaml", "monitoring/dashboard.json")) {
            Matcher metric = METRIC.matcher(Files.readString(PLACES.resolve(file)));
            while (metric.find()) {
                used.add(metric.group());
            }
        }
        assertThat(used).hasSizeGreaterThan(5).isSubsetOf(names());
        assertThat(counts.samples())
                .allSatisfy(one -> assertThat(one.labels()).containsKey("peer"))
                .filteredOn(one -> one.labels().containsKey("of"))
                .extracting(one -> one.labels().get("of"))
                .containsExactly("here", "peer");
    }

    private Set<String> names() {
        return counts.samples().stream().map(Sample::name).collect(Collectors.toSet());
    }
}
