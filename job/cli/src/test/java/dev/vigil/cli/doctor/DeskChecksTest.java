package dev.vigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.peers.MetricsServer;
import dev.vigil.peers.Sample;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of a desk is planted once in its numbers, and is found. */
class DeskChecksTest {
    private final List<Sample> samples = new ArrayList<>();
    private final DeskChecks checks = new DeskChecks();
    private MetricsServer desk;

    @BeforeEach
    void serve() {
        set("stopped", 0);
        set("lease_held", 1);
        set("store_answers", 1);
        set("store_behind_seconds", 0.4);
        set("outbox_oldest_seconds", 0);
        desk =
                new MetricsServer(
                        new InetSocketAddress("127.0.0.1", 0),
                        () -> samples,
                        () -> true,
                        () -> true);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private void set(String name, double value) {
        samples.removeIf(it -> it.name().equals("vigil_desk_" + name));
        samples.add(new Sample("vigil_desk_" + name, "Planted.", Map.of(), value));
    }

    private String line() throws Exception {
        return checks.desk(address()).line();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + desk.port());
    }

    @Test
    void oneThatReadsAndOneThatStandsByAreWell() throws Exception {
        assertThat(line())
                .isEqualTo("✔ desk 127.0.0.1:" + desk.port() + ": reads and sends, 0.4 s behind");
        set("lease_held", 0);
        set("store_behind_seconds", 900);
        assertThat(line()).endsWith(": waits, another one reads");
        assertThat(checks.desks().line()).isEqualTo("✔ desks: one of 2 reads and sends");
    }

    @ParameterizedTest
    @CsvSource({
        "stopped, 1, a desk that reads, desk.md#a-desk-has-stopped",
        "store_answers, 0, a database that answers, desk.md#the-database-does-not-answer",
        "store_behind_seconds, 61, pages of the last minute, desk.md#the-desk-lags",
        "outbox_oldest_seconds, 61, orders on their topics, desk.md#orders-wait",
    })
    void aPlantedFaultIsFound(String name, double value, String expected, String page)
            throws Exception {
        set(name, value);

        assertThat(line()).startsWith("✘ ").contains(expected, page);
    }

    @Test
    void noneThatLeadsAndTwoAreFound() throws Exception {
        line();
        line();
        assertThat(checks.desks().line()).contains("expected one that reads and sends, got 2");

        DeskChecks others = new DeskChecks();
        set("lease_held", 0);
        others.desk(address());
        assertThat(others.desks().line()).contains("got 0", "desk.md#no-desk-follows-the-topics");
    }

    @Test
    void whatIsNoDeskIsNamed() {
        samples.clear();
        assertThatThrownBy(() -> checks.desk(address()))
                .hasMessageContaining("give the address of its --metrics");
        assertThatThrownBy(() -> checks.desk(URI.create("http://127.0.0.1:9")))
                .hasMessageContaining("got no answer");
        assertThat(checks.desks().line()).startsWith("— desks: not checked: none answers");
    }
}
