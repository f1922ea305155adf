package dev.vigil.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;

/** One process for one peer: offers this site's feed, fetches the peer's, or both. */
public final class PeerBridge implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final SignalsIn in;
    private final SignalLog log;
    private final FeedServer server;
    private final FeedClient client;
    private final Consumer<String> progress;
    private final PeerCounts counts;

    /**
     * Starts to listen, where an address is given.
     *
     * @param peer its name, as signals name it
     * @param listen where this site's feed is; null for none
     * @param from address of the peer; null where its feed is not fetched
     * @param cursor file that remembers how far it is fetched
     * @param kafka what every Kafka client needs
     * @param progress gets a line for what happens
     */
    public PeerBridge(
            String peer,
            InetSocketAddress listen,
            URI from,
            Path cursor,
            SSLContext tls,
            Properties kafka,
            Consumer<String> progress) {
        this(
                peer,
                listen,
                from,
                cursor,
                tls,
                kafka,
                progress,
                new PeerCounts(peer, InstantSource.system()));
    }

    /**
     * The same.
     *
     * @param counts of what it does
     */
    public PeerBridge(
            String peer,
            InetSocketAddress listen,
            URI from,
            Path cursor,
            SSLContext tls,
            Properties kafka,
            Consumer<String> progress,
            PeerCounts counts) {
        this.progress = progress;
        this.counts = counts;
        counts.does(listen != null, from != null);
        in = new SignalsIn(kafka);
        log = listen == null ? null : new SignalLog(kafka);
        server = listen == null ? null : new FeedServer(peer, listen, tls, log, in, counts);
        client = from == null ? null : new FeedClient(from, tls, new CursorFile(cursor), in);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /**
     * Fetches until there is nothing more.
     *
     * @return how many records were fetched
     * @throws IOException where the peer does not answer as it should
     */
    public int fetch() throws IOException, InterruptedException {
        int all = 0;
        int fetched;
        do {
            counts.round();
            fetched = client.fetch();
            counts.fetched(fetched);
            all += fetched;
        } while (fetched > 0);
        counts.caughtUp();
        return all;
    }

    /**
     * Fetches again and again; of a peer that does not answer ever less often.
     *
     * @param every how long to wait between two looks
     */
    public void follow(Duration every, BooleanSupplier goesOn) throws InterruptedException {
        Duration wait = every;
        while (goesOn.getAsBoolean()) {
            try {
                int fetched = client == null ? 0 : fetch();
                if (fetched > 0) {
                    progress.accept(fetched + " records of the peer");
                }
                wait = every;
            } catch (IOException | KafkaException e) {
                progress.accept(reason(e) + "; trying again");
                Duration twice = wait.multipliedBy(2);
                wait = twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT;
            }
            counts.pauses(wait);
            Thread.sleep(wait.toMillis());
        }
    }

    /** Of a connection that is refused the JDK has no message. */
    private static String reason(Exception e) {
        return e.getMessage() == null
                ? "expected the peer to answer, got " + e.getClass().getSimpleName()
                : e.getMessage();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            log.close();
        }
        in.close();
    }
}
