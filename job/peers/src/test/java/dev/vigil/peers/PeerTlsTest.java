package dev.vigil.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, what is counted, and when it ends; by keys with dates of their own. */
class PeerTlsTest {
    private static final String SECRET = "not-secret";

    @TempDir private static Path folder;

    private final AtomicInteger refused = new AtomicInteger();

    @BeforeAll
    static void certify() throws Exception {
        Files.writeString(folder.resolve("password"), SECRET + "\n");
        keys("here", 30, null);
        keys("peer", 60, null);
        keys("other", 30, null);
        // In hours, as a day of keytool may have 25.
        keys("over", 2, "-72H");
        Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(folder.resolve("over.pem"))
                        + Files.readString(folder.resolve("peer.pem")));
    }

    /**
     * @param start of validity, as keytool has it; null for now
     */
    private static void keys(String name, int days, String start) throws Exception {
        keytool(
                name,
                "-genkeypair -keyalg EC -ext san=ip:127.0.0.1 -dname CN="
                        + name
                        + " -validity "
                        + days
                        + (start == null ? "" : " -startdate " + start));
        keytool(name, "-exportcert -rfc -file " + folder.resolve(name + ".pem"));
    }

    private static void keytool(String name, String arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", SECRET, "-alias", name));
        command.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isZero();
    }

    private SSLContext tls(String of, String trusts, Runnable each) {
        return PeerTls.context(
                folder.resolve(of + ".p12"),
                folder.resolve("password"),
                folder.resolve(trusts + ".pem"),
                each);
    }

    /** True where the server has let the client in. */
    private static boolean isLetIn(SSLContext server, SSLContext client) throws Exception {
        InetAddress local = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, local)) {
            listener.setNeedClientAuth(true);
            CompletableFuture<Boolean> done =
                    CompletableFuture.supplyAsync(() -> isAccepted(listener));
            try (SSLSocket socket =
                    (SSLSocket)
                            client.getSocketFactory()
                                    .createSocket(local, listener.getLocalPort())) {
                socket.startHandshake();
                // The refusal of a client's certificate follows the client's handshake.
                socket.getInputStream().read();
            } catch (IOException e) {
                // What the server makes of it counts.
            }
            return done.get(1, TimeUnit.MINUTES);
        }
    }

    private static boolean isAccepted(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
            socket.getOutputStream().write(1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void thePeerIsLetInAndNotCounted() throws Exception {
        SSLContext here = tls("here", "peer", refused::incrementAndGet);
        assertThat(isLetIn(here, tls("peer", "here", () -> {}))).isTrue();
        assertThat(refused).hasValue(0);
    }

    @Test
    void anotherPlatformIsRefusedAndCountedOnBothSides() throws Exception {
        SSLContext here = tls("here", "peer", refused::incrementAndGet);
        assertThat(isLetIn(here, tls("other", "here", () -> {}))).isFalse();
        assertThat(refused).hasValue(1);
        assertThat(isLetIn(tls("other", "here", () -> {}), here)).isFalse();
        assertThat(refused).hasValue(2);
    }

    /** Trusted by name: the JDK alone would ask no date of it. */
    @Test
    void aCertificateThatIsOverIsRefusedAlthoughItIsThePeers() throws Exception {
        SSLContext here = tls("here", "both", refused::incrementAndGet);
        assertThat(isLetIn(here, tls("over", "here", () -> {}))).isFalse();
        assertThat(refused).hasValue(1);
        assertThat(isLetIn(tls("over", "here", () -> {}), here)).isFalse();
        assertThat(refused).hasValue(2);
        assertThat(isLetIn(here, tls("peer", "here", () -> {}))).as("the new one").isTrue();
    }

    @Test
    void endsAreReadFromTheFiles() {
        PeerCertificates ends = certificates("here", "both");
        assertThat(ends.here()).isCloseTo(inDays(30), within());
        assertThat(ends.peer()).as("the last of both").isCloseTo(inDays(60), within());
        assertThat(certificates("over", "over").here()).isCloseTo(inDays(-1), within());
        assertThatThrownBy(() -> certificates("none", "peer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.p12");
    }

    private static TemporalUnitOffset within() {
        return Assertions.within(1, ChronoUnit.HOURS);
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static PeerCertificates certificates(String of, String trusts) {
        return PeerTls.certificates(
                folder.resolve(of + ".p12"),
                folder.resolve("password"),
                folder.resolve(trusts + ".pem"));
    }

    /** Needs no Kafka: it is refused before. */
    @Test
    void requestsThatAreRefusedAreCounted() throws Exception {
        PeerCounts counts = new PeerCounts("peer", InstantSource.system());
        counts.does(true, false);
        try (FeedServer server =
                new FeedServer(
                        "peer",
                        new InetSocketAddress("127.0.0.1", 0),
                        tls("here", "peer", counts::refusedCertificate),
                        null,
                        null,
                        counts)) {
            HttpClient http =
                    HttpClient.newBuilder().sslContext(tls("peer", "here", () -> {})).build();
            String address = "https://127.0.0.1:" + server.port();
            assertThat(status(http, address + "/other")).isEqualTo(404);
            assertThat(status(http, address + FeedServer.FEED + "?after=x")).isEqualTo(400);
            assertThat(refusedRequests(counts)).isEqualTo(2);
            HttpClient other =
                    HttpClient.newBuilder().sslContext(tls("other", "here", () -> {})).build();
            assertThatThrownBy(() -> status(other, address + FeedServer.FEED))
                    .isInstanceOf(IOException.class);
            assertThat(refusedRequests(counts)).isEqualTo(2);
        }
    }

    /** The JDK has no message for a connection that is refused. */
    @Test
    void aPeerThatDoesNotAnswerIsReported() throws Exception {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", "127.0.0.1:9");
        List<String> lines = new ArrayList<>();
        AtomicLong nowMs = new AtomicLong();
        PeerCounts counts = new PeerCounts("peer", () -> Instant.ofEpochMilli(nowMs.get()));
        try (PeerBridge bridge =
                new PeerBridge(
                        "peer",
                        null,
                        URI.create("https://127.0.0.1:9"),
                        folder.resolve("cursor"),
                        tls("here", "peer", () -> {}),
                        kafka,
                        lines::add,
                        counts)) {
            bridge.follow(Duration.ofMillis(1), lines::isEmpty);
        }
        nowMs.addAndGet(Duration.ofMinutes(10).toMillis() + 2);
        assertThat(counts.isWell()).as("ten minutes after its pause of 2 ms").isTrue();
        nowMs.incrementAndGet();
        assertThat(counts.isWell()).isFalse();
        assertThat(lines)
                .containsExactly("expected the peer to answer, got ConnectException; trying again");
    }

    private static double refusedRequests(PeerCounts counts) {
        return counts.samples().stream()
                .filter(one -> one.name().equals("vigil_peers_refused_requests_total"))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static int status(HttpClient http, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
