package dev.vigil.desk.web;

import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.ProxySignIn;
import dev.vigil.desk.sign.SignIn;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where a desk is served, and how browsers reach it.
 *
 * @param bind port 0 for a free one
 * @param address as browsers have it, without a path; null where that is the bound one, in clear
 * @param tls null where it is served in clear: on this machine, or behind a proxy
 * @param proxies the only ones that may ask, and name the address of who asks them; null for none
 */
public record DeskPlace(InetSocketAddress bind, URI address, TlsFiles tls, PeerAddresses proxies) {
    /**
     * Files with PEM.
     *
     * @param certificates the desk's own first
     * @param key PKCS #8, without a password
     */
    public record TlsFiles(Path certificates, Path key) {}

    public DeskPlace {
        if (address != null && !isAddress(address)) {
            throw new IllegalArgumentException(
                    "--public-url: expected an address such as https://desk.example, without a"
                            + " path, got '"
                            + address
                            + "'; correct it");
        }
        if (tls != null && (address == null || !address.getScheme().equals("https"))) {
            throw new IllegalArgumentException(
                    "--public-url: expected an address that begins with https:// beside"
                            + " --tls-cert, got '"
                            + address
                            + "'; give it");
        }
    }

    private static boolean isAddress(URI address) {
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        return isWeb
                && address.getHost() != null
                && address.getUserInfo() == null
                && (address.getPath().isEmpty() || address.getPath().equals("/"))
                && address.getQuery() == null
                && address.getFragment() == null;
    }

    /** On this machine alone, in clear. */
    public static DeskPlace here(InetSocketAddress bind) {
        return new DeskPlace(bind, null, null, null);
    }

    /**
     * Refuses a place that does not keep what people sign in with.
     *
     * @param signIn null for a link
     * @throws IllegalArgumentException with what is missing
     */
    public void requireFor(SignIn signIn) {
        boolean isLink = signIn == null || signIn instanceof LinkSignIn;
        if (isLink && (!isLoopback() || proxies != null)) {
            throw new IllegalArgumentException(
                    "--bind: expected an address of this machine alone such as 127.0.0.1:8082, as"
                            + " people are signed in by a link, got '"
                            + bind.getHostString()
                            + "'; give one, or --sign-in oidc");
        }
        if (signIn instanceof ProxySignIn && proxies == null) {
            throw new IllegalArgumentException(
                    "--behind-proxy: expected the address of the proxy that signs people in, got"
                            + " none; give it");
        }
        if (!isLink && address == null) {
            throw new IllegalArgumentException(
                    "--public-url: expected the address of the desk as browsers have it, got none;"
                            + " give it");
        }
        if (!isLoopback() && tls == null && proxies == null) {
            throw new IllegalArgumentException(
                    "--bind: expected --tls-cert and --tls-key, or --behind-proxy, beside '"
                            + bind.getHostString()
                            + "', which other machines can reach, got neither; give them");
        }
        if (!isLoopback() && !isSecure()) {
            throw new IllegalArgumentException(
                    "--public-url: expected an address that begins with https:// beside '"
                            + bind.getHostString()
                            + "', which other machines can reach, got '"
                            + address
                            + "'; give it");
        }
    }

    private boolean isLoopback() {
        return bind.getAddress() != null && bind.getAddress().isLoopbackAddress();
    }

    /** True where browsers reach it over TLS. */
    boolean isSecure() {
        return address != null && address.getScheme().equals("https");
    }

    /** What the header Host must be: null for any name of this machine with the bound port. */
    String host() {
        return address == null ? null : address.getRawAuthority();
    }
}
