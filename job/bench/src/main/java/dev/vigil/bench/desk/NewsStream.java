package dev.vigil.bench.desk;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A stream of ticks that a browser holds; each line of data is given on as it arrives. */
final class NewsStream implements Flow.Subscriber<String>, AutoCloseable {
    private static final String DATA = "data:";

    private final Consumer<String> each;
    private volatile Flow.Subscription subscription;
    private volatile boolean isOpen;

    private NewsStream(Consumer<String> each) {
        this.each = each;
    }

    static NewsStream open(HttpClient client, HttpRequest request, Consumer<String> each) {
        NewsStream stream = new NewsStream(each);
        client.sendAsync(request, BodyHandlers.fromLineSubscriber(stream));
        return stream;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        isOpen = true;
        if (line.startsWith(DATA)) {
            each.accept(line.substring(DATA.length()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        isOpen = false;
    }

    @Override
    public void onComplete() {
        isOpen = false;
    }

    /** True once it has had a line, until it ends. */
    boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
