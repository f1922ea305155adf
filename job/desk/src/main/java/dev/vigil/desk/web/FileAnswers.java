package dev.vigil.desk.web;

import io.undertow.io.UndertowOutputStream;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Sends files as they are made. One that can't be made to its end is broken off: its connection
 * closes before the last chunk, so that no reader takes a part for the whole. For many threads.
 */
final class FileAnswers {
    /** The others of the worker threads answer pages meanwhile. */
    private static final int MOST_AT_ONCE = 4;

    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Map<Object, HttpServerExchange> sending = new ConcurrentHashMap<>();
    private final Duration patience;

    /**
     * @param patience how long a reader may take nothing
     */
    FileAnswers(Duration patience) {
        this.patience = patience;
    }

    /**
     * Sends it.
     *
     * @param session of which one file is sent at once
     * @return false where too many are on their way: nothing was sent
     * @throws IOException where the reader has gone
     * @throws RuntimeException where it can't be made; whether an answer was begun, the exchange
     *     knows
     */
    boolean send(HttpServerExchange exchange, Object session, Answer.Download file)
            throws IOException {
        if (sending.putIfAbsent(session, exchange) != null) {
            return false;
        }
        try {
            if (!free.tryAcquire()) {
                return false;
            }
            try {
                sendNow(exchange, session, file);
                return true;
            } finally {
                free.release();
            }
        } finally {
            sending.remove(session, exchange);
        }
    }

    private void sendNow(HttpServerExchange exchange, Object session, Answer.Download file)
            throws IOException {
        UndertowOutputStream out = begin(exchange, file);
        Reader reader = new Reader(exchange, out);
        boolean isWhole = false;
        try {
            file.body().writeTo(out);
            isWhole = true;
        } finally {
            // Before the reader sees the end: who asks for the next one then is not refused.
            sending.remove(session, exchange);
            if (!isWhole) {
                reader.isDone = true;
                breakOff(exchange, out);
            }
        }
        try {
            out.close();
        } finally {
            reader.isDone = true;
        }
    }

    private static UndertowOutputStream begin(HttpServerExchange exchange, Answer.Download file) {
        String name = file.name().replaceAll("[^A-Za-z0-9._-]", "_");
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, file.type());
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        if (exchange.isHttp11()) {
            // Also for who asks for one answer by a connection: without chunks its end is no end.
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
        }
        exchange.startBlocking();
        return (UndertowOutputStream) exchange.getOutputStream();
    }

    /** Where nothing has left yet, a page can still be the answer. */
    private static void breakOff(HttpServerExchange exchange, UndertowOutputStream out) {
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
        } else {
            out.resetBuffer();
            exchange.getResponseHeaders().remove(Headers.CONTENT_DISPOSITION);
            exchange.getResponseHeaders().remove(Headers.TRANSFER_ENCODING);
        }
    }

    /** A reader that takes nothing any more would hold a worker thread for ever. */
    private final class Reader implements Runnable {
        private final HttpServerExchange exchange;
        private final UndertowOutputStream out;
        private volatile boolean isDone;
        private long taken = -1;

        Reader(HttpServerExchange exchange, UndertowOutputStream out) {
            this.exchange = exchange;
            this.out = out;
            later();
        }

        private XnioExecutor.Key later() {
            return exchange.getIoThread()
                    .executeAfter(this, patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void run() {
            if (isDone) {
                return;
            }
            long now = out.getBytesWritten();
            if (now == taken) {
                IoUtils.safeClose(exchange.getConnection());
            } else {
                taken = now;
                later();
            }
        }
    }
}
