package dev.vigil.peers;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Numbers of a process of its own, in Prometheus' text format, and whether it still works. Plain
 * HTTP: it is for the site's own monitoring, and has no secret.
 *
 * <pre>
 * GET /metrics       200 text/plain; version=0.0.4
 * GET /health        200, or 503 where it is to be started anew
 * GET /health/live   the same
 * GET /health/ready  200, or 503 where it can't do what it is asked for now
 * </pre>
 */
public final class MetricsServer implements AutoCloseable {
    static final String METRICS = "/metrics";
    static final String HEALTH = "/health";
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int TIMEOUT_MS = 10_000;

    private final Supplier<List<Sample>> samples;
    private final BooleanSupplier isWell;
    private final BooleanSupplier isReady;
    private final Undertow server;

    /**
     * @param address where it is served; port 0 for a free one
     * @param samples those of one name follow each other
     * @param isWell false where only a restart helps
     * @param isReady false where it is not to be asked now
     */
    public MetricsServer(
            InetSocketAddress address,
            Supplier<List<Sample>> samples,
            BooleanSupplier isWell,
            BooleanSupplier isReady) {
        this.samples = samples;
        this.isWell = isWell;
        this.isReady = isReady;
        server =
                Undertow.builder()
                        .addHttpListener(address.getPort(), address.getHostString())
                        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, TIMEOUT_MS)
                        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, TIMEOUT_MS)
                        .setIoThreads(1)
                        .setWorkerThreads(1)
                        .setHandler(this::answer)
                        .build();
        server.start();
    }

    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private void answer(HttpServerExchange exchange) {
        switch (exchange.getRequestPath()) {
            case METRICS -> send(exchange, StatusCodes.OK, text(samples.get()));
            case HEALTH, LIVE ->
                    health(
                            exchange,
                            isWell.getAsBoolean(),
                            "does not work any more; start it anew\n");
            case READY ->
                    health(exchange, isReady.getAsBoolean(), "is not ready; its log has why\n");
            default ->
                    send(
                            exchange,
                            StatusCodes.NOT_FOUND,
                            "expected " + METRICS + " or " + HEALTH + "\n");
        }
    }

    private static void health(HttpServerExchange exchange, boolean isGood, String otherwise) {
        send(
                exchange,
                isGood ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
                isGood ? "works\n" : otherwise);
    }

    private static void send(HttpServerExchange exchange, int status, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, CONTENT_TYPE);
        exchange.getResponseSender().send(body, StandardCharsets.UTF_8);
    }

    static String text(List<Sample> samples) {
        StringBuilder text = new StringBuilder();
        Set<String> named = new HashSet<>();
        for (Sample sample : samples) {
            if (named.add(sample.name())) {
                text.append("# HELP ").append(sample.name()).append(' ').append(sample.help());
                text.append("\n# TYPE ").append(sample.name());
                text.append(sample.isCounter() ? " counter\n" : " gauge\n");
            }
            text.append(sample.name()).append(labels(sample.labels()));
            text.append(' ').append(sample.value()).append('\n');
        }
        return text.toString();
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : labels.entrySet().stream()
                        .map(one -> one.getKey() + "=\"" + escaped(one.getValue()) + "\"")
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public void close() {
        server.stop();
    }
}
