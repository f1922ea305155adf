package dev.vigil.cli.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Answers as Flink's REST API does, of three jobs that are well until a fault is planted. */
final class TestingFlink implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Supplier<String>> answers = new ConcurrentHashMap<>();

    TestingFlink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        overview("media", "notice", "ledger");
        job("media", 0, "Source: media -> admit media", "Source: references", "search");
        job("notice", 0, "Source: notices -> admit notices", "clock watch -> health out");
        job("ledger", 0, "Source: cases", "Source: people", "ledger clock watch -> health out");
        checkpoints("ledger", 3_000, 80, "null");
        checkpoints("media", 2_000, 300, "null");
        checkpoints("notice", 500, 50, "null");
        watermark(-300);
        ledgerWatermark(-300);
        slots(2, 0);
        say("/taskmanagers", "{'taskmanagers':[" + manager("tm-1", 512L << 20) + "]}");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void overview(String... jobs) {
        StringBuilder all = new StringBuilder();
        for (String job : jobs) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{'jid':'" + job + "','state':'RUNNING','end-time':-1}");
        }
        say("/jobs/overview", "{'jobs':[" + all + "]}");
    }

    /**
     * @param skewMs of the JobManager's clock
     */
    void job(String name, long skewMs, String... vertices) {
        job(name, skewMs, 1, "RUNNING", vertices);
    }

    void job(String name, long skewMs, int parallelism, String state, String... vertices) {
        StringBuilder all = new StringBuilder();
        for (String vertex : vertices) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{'id':'" + id(vertex) + "','name':'" + vertex + "','status':'")
                    .append(state + "','parallelism':" + parallelism + "}");
        }
        answers.put(
                "/jobs/" + name,
                () -> {
                    long now = System.currentTimeMillis() + skewMs;
                    return ("{'jid':'" + name + "','name':'vigil " + name + "','state':'" + state)
                            + ("','start-time':" + (now - 600_000) + ",'now':" + now)
                            + (",'vertices':[" + all + "]}");
                });
    }

    /**
     * @param failed a JSON object with id and failure_message, or null
     */
    void checkpoints(String job, long ageMs, long tookMs, String failed) {
        checkpoints(job, ageMs, tookMs, failed, "null");
    }

    /**
     * @param restored a JSON object with restore_timestamp, or null
     */
    void checkpoints(String job, long ageMs, long tookMs, String failed, String restored) {
        say("/jobs/" + job + "/checkpoints/config", "{'interval':1000}");
        answers.put(
                "/jobs/" + job + "/checkpoints",
                () ->
                        ("{'counts':{'failed':1},'latest':{'failed':" + failed)
                                + (",'restored':" + restored)
                                + ",'completed':{'id':7,'latest_ack_timestamp':"
                                + (System.currentTimeMillis() - ageMs)
                                + (",'end_to_end_duration':" + tookMs + "}}}"));
    }

    void failures(String job, int count, long everyMs) {
        long now = System.currentTimeMillis();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : ",")
                    .append(
                            "{'exceptionName':'java.io.IOException','taskName':'judge','timestamp':")
                    .append(now - everyMs * i + "}");
        }
        say("/jobs/" + job + "/exceptions", "{'exceptionHistory':{'entries':[" + all + "]}}");
    }

    /** Of the clock watch, against now. */
    void watermark(long offsetMs) {
        watermark("/jobs/notice/vertices/clock-watch", offsetMs);
    }

    /** Of the ledger's. */
    void ledgerWatermark(long offsetMs) {
        watermark("/jobs/ledger/vertices/ledger-clock-watch", offsetMs);
    }

    private void watermark(String vertex, long offsetMs) {
        answers.put(
                vertex + "/watermarks",
                () ->
                        "[{'id':'0.currentInputWatermark','value':'"
                                + (System.currentTimeMillis() + offsetMs)
                                + "'}]");
    }

    void noWatermark() {
        say("/jobs/notice/vertices/clock-watch/watermarks", "[]");
    }

    void metric(String job, String vertex, String metric, String how, double value) {
        say(
                "/jobs/"
                        + job
                        + "/vertices/"
                        + vertex
                        + "/subtasks/metrics?get="
                        + metric
                        + "&agg="
                        + how,
                "[{'id':'" + metric + "','" + how + "':" + value + "}]");
    }

    void slots(int total, int free) {
        say("/overview", "{'slots-total':" + total + ",'slots-available':" + free + "}");
    }

    private static String manager(String id, long heap) {
        return ("{'id':'" + id + "','slotsNumber':1,")
                + ("'memoryConfiguration':{'taskHeap':" + heap + "}}");
    }

    private static String id(String vertex) {
        return vertex.replaceAll(" -> .*|Source: ", "").replace(' ', '-');
    }

    private void say(String path, String json) {
        answers.put(path, () -> json);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String other = "[]";
        if (path.endsWith("/exceptions")) {
            other = "{'exceptionHistory':{'entries':[]}}";
        } else if (path.endsWith("/subtasks/metrics")) {
            other = "[{'id':'some'}]";
        }
        String unplanted = other;
        byte[] body =
                answers.getOrDefault(path, () -> unplanted)
                        .get()
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
