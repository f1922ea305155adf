package dev.vigil.bench.desk;

import dev.vigil.bench.desk.DeskBrowser.Answered;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Many browsers that hold a stream of news, some of which have the alerts open: as their page does,
 * they ask for it again when a tick names what they show. Alerts arrive meanwhile.
 */
final class AlertWatch implements AutoCloseable {
    /** A page asks at most every three seconds; alerts are further apart. */
    private static final int APART_MS = 3_500;

    private static final int JITTER_MS = 1_500;
    private static final int OPEN_WITHIN_MS = 30_000;
    private static final int SEEN_WITHIN_MS = 20_000;
    private static final int LOOK_EVERY_MS = 20;
    private static final String ALERTS = "/alerts";

    /** Of the alerts that are sent. */
    static final String LEVEL = "E6";

    private final List<NewsStream> streams = new ArrayList<>();
    private final ExecutorService pages = Executors.newCachedThreadPool();
    private final PageTimes ticks = new PageTimes();
    private final PageTimes rows = new PageTimes();
    private final PageTimes intervals = new PageTimes();
    private final int watchers;
    private volatile Alert alert;
    private long lastTickNanos;
    private int missed;

    /** One that is on its way. */
    private record Alert(
            String notice,
            String key,
            long sentNanos,
            Set<Integer> ticked,
            Set<Integer> asking,
            Set<Integer> shown) {
        static Alert sentNow(String notice) {
            return new Alert(
                    notice,
                    shownKey(notice),
                    System.nanoTime(),
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet());
        }

        boolean isNamedBy(String tick) {
            return tick.contains('"' + notice + '"')
                    || tick.contains('"' + Topic.ESCALATIONS.topicName() + '"')
                            && !tick.contains("\"subjects\"");
        }

        long micros() {
            return (System.nanoTime() - sentNanos) / 1_000;
        }
    }

    /** As the page shows it. */
    private static String shownKey(String notice) {
        return notice + "/1/" + LEVEL;
    }

    /** Puts alerts on the topics. */
    interface Sending {
        /** The notice that an alert will be about; numbers are from 0. */
        String notice(int number);

        /**
         * Sends it.
         *
         * @param level of the ladder
         */
        void send(int number, String level) throws IOException;
    }

    /**
     * Opens the streams.
     *
     * @param persons each with as many of them as it takes
     * @param watchers of the streams, those that have the alerts open
     */
    AlertWatch(HttpClient client, List<DeskBrowser> persons, int many, int watchers)
            throws IOException, InterruptedException {
        this.watchers = Math.min(watchers, many);
        for (int i = 0; i < many; i++) {
            int number = i;
            DeskBrowser person = persons.get(i % persons.size());
            streams.add(
                    NewsStream.open(client, person.ticks(), tick -> arrived(number, person, tick)));
        }
        for (int i = 0; i < OPEN_WITHIN_MS / LOOK_EVERY_MS && open() < many; i++) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        if (open() < many) {
            throw new IOException(
                    "/ticks: expected " + many + " streams, got " + open() + " that are open");
        }
    }

    /** Streams that have had a tick. */
    int open() {
        return (int) streams.stream().filter(NewsStream::isOpen).count();
    }

    private void arrived(int stream, DeskBrowser person, String tick) {
        if (stream == 0) {
            long now = System.nanoTime();
            if (lastTickNanos != 0) {
                intervals.add((now - lastTickNanos) / 1_000);
            }
            lastTickNanos = now;
        }
        Alert now = alert;
        if (now == null || !now.isNamedBy(tick)) {
            return;
        }
        if (now.ticked().add(stream)) {
            ticks.add(now.micros());
        }
        // News stay in the ticks for some seconds: a page that has not shown it yet asks again.
        if (stream < watchers && !now.shown().contains(stream) && now.asking().add(stream)) {
            pages.execute(() -> ask(now, stream, person));
        }
    }

    private void ask(Alert of, int stream, DeskBrowser person) {
        try {
            Answered page = person.get(ALERTS);
            if (page.body().contains(of.key()) && of.shown().add(stream)) {
                rows.add(of.micros());
            }
        } catch (IOException e) {
            // The alert is missed by this one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            of.asking().remove(stream);
        }
    }

    /** Sends alerts, one after the other, and waits for each to be seen. */
    void watch(int alerts, Sending sending, ChromiumTab tab)
            throws IOException, InterruptedException {
        for (int i = 0; i < alerts; i++) {
            String notice = sending.notice(i);
            if (tab != null) {
                tab.expect(shownKey(notice));
            }
            Alert sent = Alert.sentNow(notice);
            alert = sent;
            long sentMs = System.currentTimeMillis();
            sending.send(i, LEVEL);
            await(sent);
            missed += streams.size() - sent.ticked().size() + watchers - sent.shown().size();
            if (tab != null) {
                tab.awaitSeen(sentMs);
            }
            long pauseMs = APART_MS + ThreadLocalRandom.current().nextInt(JITTER_MS);
            Thread.sleep(Math.max(0, pauseMs - sent.micros() / 1_000));
        }
        alert = null;
    }

    private void await(Alert sent) throws InterruptedException {
        for (int i = 0; i < SEEN_WITHIN_MS / LOOK_EVERY_MS; i++) {
            boolean isSeen =
                    sent.ticked().size() == streams.size() && sent.shown().size() == watchers;
            if (isSeen) {
                return;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    /** From sending to the tick that names it, of all streams. */
    PageTimes ticks() {
        return ticks;
    }

    /** From sending to the page that has its row, of those that have the alerts open. */
    PageTimes rows() {
        return rows;
    }

    /** Between two ticks of one stream. */
    PageTimes intervals() {
        return intervals;
    }

    /** Ticks and rows that were not there within 20 s. */
    int missed() {
        return missed;
    }

    @Override
    public void close() {
        streams.forEach(NewsStream::close);
        pages.shutdownNow();
    }
}
