package dev.vigil.desk.sign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * People whom a proxy has signed in: it names them in headers of each request, and shows by a
 * secret that it is the proxy. Other clients of the port can write these headers, but not the
 * secret.
 */
public final class ProxySignIn implements SignIn {
    /** Header with the secret. */
    public static final String SECRET = "X-Desk-Secret";

    /** Header with the person. */
    public static final String USER = "X-Forwarded-User";

    /**
     * Header with the person's name, as pages show it, in UTF-8; the person where it is missing.
     */
    public static final String NAME = "X-Forwarded-Preferred-Username";

    /** Header with the person's groups, with commas between them. */
    public static final String GROUPS = "X-Forwarded-Groups";

    /** Header with the party of an owner. */
    public static final String PARTY = "X-Forwarded-Party";

    private static final int SHORTEST = 32;
    private static final String KIND = "proxy:";

    private final String digest;
    private final RoleMap roles;

    /**
     * @param secret of at least 32 characters
     * @param roles of the groups
     */
    public ProxySignIn(String secret, RoleMap roles) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "--proxy-secret-file: expected a secret of at least "
                            + SHORTEST
                            + " characters, got "
                            + secret.length()
                            + "; make one with openssl rand -hex 32");
        }
        digest = SecretText.digest(secret);
        this.roles = roles;
    }

    /** True for the secret; it takes as long for any other text. */
    public boolean isProxy(String secret) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII),
                SecretText.digest(secret).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The person whom the headers name; empty where they name none, or one without a role.
     *
     * @param name as shown; empty for none
     * @param groups empty for none
     * @param party null for none
     */
    public Optional<Visitor> visitor(String user, String name, String groups, String party) {
        return Visitor.named(
                KIND,
                user,
                name.isBlank() ? user : name.strip(),
                roles.ofGroups(Arrays.stream(groups.split(",")).map(String::strip).toList()),
                party);
    }

    @Override
    public String settings() {
        return KIND + roles;
    }
}
