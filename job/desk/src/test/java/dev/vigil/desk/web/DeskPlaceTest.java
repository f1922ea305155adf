package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.desk.sign.ProxySignIn;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.web.DeskPlace.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a desk may be served, who may ask it, and how often. */
class DeskPlaceTest {
    private static final TlsFiles TLS = new TlsFiles(Path.of("c"), Path.of("k"));
    private static final PeerAddresses PROXY = PeerAddresses.of(List.of("10.0.0.7"));
    private static final SignIn OTHER = () -> "other";
    private static final SignIn BY_PROXY =
            new ProxySignIn("x".repeat(32), new RoleMap(java.util.Map.of()));

    private static DeskPlace place(String host, String url, TlsFiles tls, PeerAddresses proxies) {
        return new DeskPlace(
                new InetSocketAddress(host, 8443),
                url == null ? null : URI.create(url),
                tls,
                proxies);
    }

    @Test
    void whatOtherMachinesReachIsServedOverTlsOrBehindAProxy() {
        String url = "https://desk.example";
        assertThatCode(() -> place("0.0.0.0", url, TLS, null).requireFor(OTHER))
                .doesNotThrowAnyException();
        assertThatCode(() -> place("0.0.0.0", url, null, PROXY).requireFor(BY_PROXY))
                .doesNotThrowAnyException();
        assertThatCode(
                        () ->
                                place("127.0.0.1", "http://127.0.0.1:8443", null, null)
                                        .requireFor(OTHER))
                .doesNotThrowAnyException();
        refused(place("0.0.0.0", url, null, null), OTHER, "--bind: expected --tls-cert");
        refused(place("0.0.0.0", "http://desk.example", null, PROXY), OTHER, "--public-url");
        refused(place("0.0.0.0", null, null, PROXY), OTHER, "--public-url");
        refused(place("0.0.0.0", url, TLS, null), BY_PROXY, "--behind-proxy");
        refused(place("0.0.0.0", url, TLS, null), null, "--bind: expected an address of this");
        refused(place("127.0.0.1", url, null, PROXY), null, "--bind: expected an address of this");
    }

    private static void refused(DeskPlace place, SignIn signIn, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> place.requireFor(signIn))
                .withMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "desk.example",
                "ftp://desk.example",
                "https://user@desk.example",
                "https://desk.example/desk",
                "https://desk.example?x=1",
                "https:///x"
            })
    void anAddressIsAWholeHost(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> place("127.0.0.1", url, null, null))
                .withMessageStartingWith("--public-url: expected an address such as");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> place("0.0.0.0", "http://desk.example", TLS, null))
                .withMessageContaining("https:// beside --tls-cert");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.244.0.0/16, 10.244.255.1, true",
        "10.244.0.0/16, 10.245.0.1, false",
        "10.244.0.0/15, 10.245.0.1, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::2, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::1, ::1, true"
    })
    void anAddressIsOfANetwork(String network, String address, boolean isIn) throws Exception {
        assertThat(PeerAddresses.of(List.of(network)).has(InetAddress.getByName(address)))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy.example", "10.0.0", "10.0.0.7/33", "10.0.0.7/", "10.0.0.7/x"})
    void aNameIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerAddresses.of(List.of(text)))
                .withMessageStartingWith("--behind-proxy: expected an address such as 10.0.0.7");
        assertThat(PeerAddresses.literal("dead.beef")).isNull();
    }

    @Test
    void aRateIsOfItsKeyAndForgetsOldKeys() {
        AtomicLong nanos = new AtomicLong();
        KeyedRate rate = new KeyedRate(5, Duration.ofMinutes(1), 100, nanos::get);
        for (int i = 0; i < 5; i++) {
            assertThat(rate.takes("a")).isTrue();
        }
        assertThat(rate.takes("a")).isFalse();
        assertThat(rate.takes("b")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(12).toNanos());
        assertThat(rate.takes("a")).isTrue();
        assertThat(rate.takes("a")).isFalse();
        for (int i = 0; i < 10_000; i++) {
            rate.takes("key-" + i);
        }
        assertThat(rate.keys()).isEqualTo(100);
    }
}
