package dev.vigil.desk.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The provider as it describes itself, and its keys. What was known last is used while it does not
 * answer. For many threads.
 */
final class OidcProvider {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    /** A sign-in that begins asks anew where the last answer is older. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final long KEYS_KEPT_MS = Duration.ofMinutes(15).toMillis();
    private static final long KEYS_PATIENCE_MS = Duration.ofSeconds(10).toMillis();

    /** Keys that a token names and that are not known are asked for twice in this time, no more. */
    private static final long KEYS_EVERY_MS = Duration.ofSeconds(30).toMillis();

    private final OidcOptions options;
    private final ProviderHttp http;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Description description;
    private volatile ProviderState state;
    private volatile long askedAtMs;

    /**
     * What the provider states of itself.
     *
     * @param keys those that its tokens are signed with
     */
    record Description(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

    OidcProvider(OidcOptions options, ProviderHttp http, InstantSource clock) {
        this.options = options;
        this.http = http;
        this.clock = clock;
        state = new ProviderState(options.issuer(), null, clock.millis(), null);
    }

    ProviderState state() {
        return state;
    }

    /**
     * What is known of a provider that has just answered.
     *
     * @throws OidcRefused while it does not
     */
    Description answering() throws OidcRefused {
        if (clock.millis() - askedAtMs >= FRESH.toMillis()) {
            look();
        }
        if (!Boolean.TRUE.equals(state.answers())) {
            throw new OidcRefused(503, "signin.away", String.valueOf(state.reason()));
        }
        return description;
    }

    /**
     * What is known of it, however long ago it has answered.
     *
     * @throws OidcRefused where it never has
     */
    Description known() throws OidcRefused {
        return description == null ? answering() : description;
    }

    /** Asks for the description. Where another thread does, it is left to that one. */
    void look() {
        if (!asking.tryLock()) {
            return;
        }
        try {
            description = described();
            became(true, null);
        } catch (IOException | ParseException | IllegalArgumentException e) {
            became(false, e.getMessage());
        } finally {
            askedAtMs = clock.millis();
            asking.unlock();
        }
    }

    private void became(boolean answers, String reason) {
        ProviderState before = state;
        boolean isSame = Boolean.valueOf(answers).equals(before.answers());
        long since = isSame ? before.sinceMs() : clock.millis();
        state = new ProviderState(options.issuer(), answers, since, reason);
    }

    private Description described() throws IOException, ParseException {
        String issuer = options.issuer().toString();
        URI address = URI.create(issuer.replaceAll("/$", "") + DISCOVERY);
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.parse(http.retrieveResource(address.toURL()).getContent());
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw new IOException(
                    address + ": expected the issuer " + issuer + ", got " + metadata.getIssuer());
        }
        OidcOptions.requireSafe("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        OidcOptions.requireSafe("token_endpoint", metadata.getTokenEndpointURI());
        OidcOptions.requireSafe("jwks_uri", metadata.getJWKSetURI());
        Description before = description;
        boolean hasSameKeys =
                before != null && before.metadata().getJWKSetURI().equals(metadata.getJWKSetURI());
        return new Description(
                metadata, hasSameKeys ? before.keys() : keys(metadata.getJWKSetURI()));
    }

    /** Kept for a while, and asked for anew where a token names one that is not among them. */
    private JWKSource<SecurityContext> keys(URI address) throws MalformedURLException {
        return JWKSourceBuilder.create(address.toURL(), http)
                .cache(KEYS_KEPT_MS, KEYS_PATIENCE_MS)
                .refreshAheadCache(false)
                .rateLimited(KEYS_EVERY_MS)
                .build();
    }
}
