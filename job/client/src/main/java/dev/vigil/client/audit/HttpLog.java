package dev.vigil.client.audit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A published log at an address: any server of files does. */
final class HttpLog implements PublishedLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    /** Of pages: 256 with 1,024 records each, and room. */
    private static final int LONGEST = 64 << 20;

    private final URI prefix;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    HttpLog(URI prefix) {
        this.prefix = prefix;
    }

    @Override
    public Optional<byte[]> get(String path) throws IOException {
        URI address = prefix.resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                if (answer.statusCode() != FOUND) {
                    throw new IOException(
                            address
                                    + ": expected a file (200) or none (404), got status "
                                    + answer.statusCode());
                }
                byte[] bytes = body.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new IOException(
                            address + ": expected at most " + LONGEST + " bytes, got more");
                }
                return Optional.of(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(address + ": expected an answer, was interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() != null && e.getMessage().startsWith(address.toString())
                            ? e.getMessage()
                            : address + ": expected an answer, got none (" + e + ")",
                    e);
        }
    }
}
