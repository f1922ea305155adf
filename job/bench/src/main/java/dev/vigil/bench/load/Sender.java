package dev.vigil.bench.load;

import java.io.IOException;

/**
 * Sends in real time, on a thread of its own, until it is closed. Its failure is kept for the
 * benchmark, and how far it fell behind: a late sender measures itself.
 */
public abstract class Sender implements AutoCloseable {
    private final Thread thread;
    private volatile boolean ends;
    private volatile Throwable failure;
    private volatile long behindMs;

    protected Sender(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public final void start() {
        thread.start();
    }

    private void run() {
        try {
            send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Errors too: else the benchmark would go on with a load that has ended.
            failure = e;
        }
    }

    /** Sends until {@link #ends}. */
    protected abstract void send() throws IOException, InterruptedException;

    protected final boolean ends() {
        return ends;
    }

    /** Returns at that moment, or at once where it has passed. */
    protected final void awaitMoment(long atMs) throws InterruptedException {
        long waitMs = atMs - System.currentTimeMillis();
        behindMs = Math.max(behindMs, -waitMs);
        if (waitMs > 0) {
            Thread.sleep(waitMs);
        }
    }

    /** How far the sender itself fell behind real time, at most. */
    public final long behindMs() {
        return behindMs;
    }

    /** Throws what the thread failed with. */
    public void check() {
        checkSending();
    }

    private void checkSending() {
        if (failure != null) {
            throw new IllegalStateException(
                    "sending " + thread.getName() + ": " + failure.getMessage(), failure);
        }
    }

    /** Sends no more; returns when the last record was handed over. */
    public final void stop() throws InterruptedException {
        ends = true;
        thread.join();
    }

    /** Releases what it sends with, once it sends no more. */
    protected void release() throws InterruptedException {}

    /** Throws what the thread failed with, however late: a load that ended proves nothing. */
    @Override
    public final void close() throws InterruptedException {
        stop();
        release();
        checkSending();
    }
}
