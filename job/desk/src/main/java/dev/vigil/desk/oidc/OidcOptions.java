package dev.vigil.desk.oidc;

import dev.vigil.desk.sign.RoleMap;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * The provider, and what its tokens mean here.
 *
 * @param issuer exactly as its tokens name it
 * @param clientId the desk's name at the provider
 * @param clientSecret null for a public client
 * @param scope names with blanks between them; {@code openid} is one
 * @param roleClaim of the id token: a name, or a path such as {@code realm_access.roles}
 * @param roles of the groups in that claim
 * @param partyClaim of an owner's party; null where there are no owners
 * @param desk address of the desk as browsers have it, without a path
 */
public record OidcOptions(
        URI issuer,
        String clientId,
        String clientSecret,
        String scope,
        String roleClaim,
        RoleMap roles,
        String partyClaim,
        URI desk) {
    public OidcOptions {
        requireSafe("--issuer", issuer);
    }

    /**
     * Tokens and codes are worth a sign-in: they go over TLS, or stay on this machine.
     *
     * @throws IllegalArgumentException for an address of which neither is true
     */
    static void requireSafe(String name, URI address) {
        boolean isSafe =
                address != null
                        && address.getHost() != null
                        && ("https".equals(address.getScheme())
                                || "http".equals(address.getScheme())
                                        && isLoopback(address.getHost()));
        if (!isSafe) {
            throw new IllegalArgumentException(
                    name
                            + ": expected an address that begins with https://, got '"
                            + address
                            + "'");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || host.matches("127(\\.\\d{1,3}){3}|\\[.*]")
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Where the provider sends people back to. */
    URI callback() {
        return desk.resolve("/signin/callback");
    }

    /** Where the provider sends people to who have signed out there. */
    URI signedOut() {
        return desk.resolve("/signin");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "oidc " + issuer + " " + clientId + " " + roleClaim + " " + partyClaim + " " + roles;
    }
}
