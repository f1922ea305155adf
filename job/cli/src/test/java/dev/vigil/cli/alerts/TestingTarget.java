package dev.vigil.cli.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A target that keeps what it is sent and answers as told. */
public final class TestingTarget implements AutoCloseable {

    /** What the target says; the text is the body. */
    public record Reply(int status, String text, Map<String, String> headers) {
        public static final Reply OK = new Reply(200, "", Map.of());

        static Reply of(int status, String text) {
            return new Reply(status, text, Map.of());
        }
    }

    /** A request that came. */
    public record Request(String path, String body, Map<String, List<String>> headers) {}

    /** Chooses the answer to a request, given how many came before it. */
    public interface Replies {
        Reply to(Request request, int before) throws Exception;
    }

    private final HttpServer server;
    private final Replies replies;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public TestingTarget(Replies replies) throws IOException {
        this.replies = replies;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request =
                    new Request(
                            exchange.getRequestURI().getPath(),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8),
                            exchange.getRequestHeaders());
            int before = requests.size();
            requests.add(request);
            Reply reply = replies.to(request, before);
            byte[] text = reply.text().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
