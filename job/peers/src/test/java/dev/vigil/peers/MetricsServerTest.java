package dev.vigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private static final List<Sample> SAMPLES =
            List.of(
                    new Sample("x_seconds", "How old it is.", Map.of("peer", "a\"b\\c\n"), 1.5),
                    new Sample("x_seconds", "How old it is.", Map.of("of", "y", "peer", "z"), 2),
                    new Sample("x_total", "How many.", Map.of(), 3));

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void samplesAreInPrometheusTextFormat() {
        assertThat(MetricsServer.text(SAMPLES))
                .isEqualTo(
                        """
                        # HELP x_seconds How old it is.
                        # TYPE x_seconds gauge
                        x_seconds{peer="a\\"b\\\\c\\n"} 1.5
                        x_seconds{of="y",peer="z"} 2.0
                        # HELP x_total How many.
                        # TYPE x_total counter
                        x_total 3.0
                        """);
    }

    @Test
    void numbersAndHealthAreServed() throws Exception {
        AtomicBoolean well = new AtomicBoolean(true);
        AtomicBoolean ready = new AtomicBoolean();
        try (MetricsServer server =
                new MetricsServer(
                        new InetSocketAddress("127.0.0.1", 0),
                        () -> SAMPLES,
                        well::get,
                        ready::get)) {
            HttpResponse<String> metrics = get(server, MetricsServer.METRICS);
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body()).isEqualTo(MetricsServer.text(SAMPLES));
            assertThat(get(server, MetricsServer.HEALTH).statusCode()).isEqualTo(200);
            assertThat(get(server, MetricsServer.LIVE).statusCode()).isEqualTo(200);
            assertThat(get(server, MetricsServer.READY).statusCode()).isEqualTo(503);
            ready.set(true);
            assertThat(get(server, MetricsServer.READY).statusCode()).isEqualTo(200);
            well.set(false);
            assertThat(get(server, MetricsServer.HEALTH).statusCode()).isEqualTo(503);
            assertThat(get(server, MetricsServer.LIVE).statusCode()).isEqualTo(503);
            assertThat(get(server, "/signals/v1/feed").statusCode()).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(MetricsServer server, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
