package dev.vigil.desk.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the provider, with limits: of time, as people wait meanwhile, and of bytes, as it may be
 * another one that answers. It follows no redirect. For many threads.
 */
final class ProviderHttp implements ResourceRetriever, HTTPRequestSender {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(6);
    private static final int MOST_BYTES = 256 << 10;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url.toString())));
        if (answer.statusCode() != OK) {
            throw new IOException(url + ": expected status 200, got " + answer.statusCode());
        }
        return new Resource(answer.body(), type(answer).orElse(null));
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(request.getURI());
        request.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> copy.header(name, value)));
        String body = request.getBody() == null ? "" : request.getBody();
        HttpResponse<String> answer =
                send(
                        copy.method(
                                request.getMethod().name(),
                                HttpRequest.BodyPublishers.ofString(body)));
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        try {
            if (type(answer).isPresent()) {
                response.setContentType(type(answer).get());
            }
        } catch (ParseException e) {
            throw new IOException(request.getURI() + ": expected a content type, got none", e);
        }
        response.setBody(answer.body());
        return response;
    }

    private static Optional<String> type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        URI uri = request.build().uri();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request.timeout(WHOLE).build(), it -> new BoundedBody());
        try {
            return answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(
                    uri + ": expected an answer within " + WHOLE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(uri + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(uri + ": interrupted", e);
        }
    }

    /** A text that ends with a failure where it is too long. */
    private static final class BoundedBody implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
            to.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > MOST_BYTES) {
                    subscription.cancel();
                    text.completeExceptionally(
                            new IOException("expected at most " + MOST_BYTES + " bytes, got more"));
                    return;
                }
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                bytes.writeBytes(copy);
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
