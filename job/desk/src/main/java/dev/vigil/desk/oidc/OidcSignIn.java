package dev.vigil.desk.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.Visitor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Signs people in by an OpenID Connect provider. For many threads. */
public final class OidcSignIn implements SignIn {
    /** How long ago a person may have shown who it is, for what must not be done by another one. */
    public static final Duration RECENT = Duration.ofMinutes(5);

    private static final String KIND = "oidc:";
    private static final int SKEW_S = 300;

    /** Signatures with a key of the provider's: never none, never one by a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    /** Threads that wait for a provider that hangs: the others make pages. */
    private static final int AT_ONCE = 3;

    private static final int LONGEST_CODE = 4_000;
    private static final int LONGEST_SESSION = 200;

    private final OidcOptions options;
    private final ProviderHttp http = new ProviderHttp();
    private final OidcProvider provider;
    private final InstantSource clock;
    private final ClientID client;
    private final Semaphore exchanges = new Semaphore(AT_ONCE);

    /**
     * @param clock of this machine
     */
    public OidcSignIn(OidcOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        provider = new OidcProvider(options, http, clock);
        client = new ClientID(options.clientId());
    }

    @Override
    public String settings() {
        return options.toString();
    }

    /** Whether people can sign in, as it was at the last look. */
    public ProviderState state() {
        return provider.state();
    }

    /** Asks whether the provider is there. */
    public void look() {
        provider.look();
    }

    /**
     * Where a browser goes to sign in.
     *
     * @param language a tag such as {@code zh-CN}
     * @throws OidcRefused where the provider does not answer: its page would not either
     */
    public URI begin(SignInAttempt attempt, String language) throws OidcRefused {
        OIDCProviderMetadata metadata = provider.answering().metadata();
        AuthenticationRequest.Builder request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                Scope.parse(options.scope()),
                                client,
                                options.callback())
                        .endpointURI(metadata.getAuthorizationEndpointURI())
                        .state(new State(attempt.state()))
                        .nonce(new Nonce(attempt.nonce()))
                        .codeChallenge(
                                new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                        .uiLocales(List.of(tag(language)));
        if (attempt.again()) {
            request.maxAge((int) RECENT.toSeconds());
        }
        return request.build().toURI();
    }

    private static LangTag tag(String language) {
        try {
            return LangTag.parse(language);
        } catch (LangTagException e) {
            throw new IllegalArgumentException(language, e);
        }
    }

    /**
     * The person who has come back from the provider.
     *
     * @param attempt of this browser, whose state the address has
     * @param code that the provider gave
     * @param issuer as the address names it; null where it does not
     * @throws OidcRefused where the provider or its token is not as it must be, or the person has
     *     no role
     */
    public SignedInPerson finish(SignInAttempt attempt, String code, String issuer)
            throws OidcRefused {
        OidcProvider.Description description = provider.known();
        boolean needsIssuer = description.metadata().supportsAuthorizationResponseIssuerParam();
        if (issuer == null ? needsIssuer : !issuer.equals(options.issuer().toString())) {
            throw new OidcRefused(403, "signin.refused", "answer of another issuer than was asked");
        }
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new OidcRefused(403, "signin.refused", "answer without a code");
        }
        JWT token = exchanged(description, attempt, code);
        Map<String, Object> claims = verified(description, token, attempt.nonce());
        return person(claims, attempt.again());
    }

    private JWT exchanged(OidcProvider.Description description, SignInAttempt attempt, String code)
            throws OidcRefused {
        AuthorizationGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code),
                        options.callback(),
                        new CodeVerifier(attempt.verifier()));
        URI endpoint = description.metadata().getTokenEndpointURI();
        TokenRequest request =
                options.clientSecret() == null
                        ? new TokenRequest(endpoint, client, grant)
                        : new TokenRequest(
                                endpoint,
                                new ClientSecretBasic(client, new Secret(options.clientSecret())),
                                grant);
        if (!exchanges.tryAcquire()) {
            throw new OidcRefused(503, "signin.away", "too many sign-ins wait for the provider");
        }
        try {
            TokenResponse answer =
                    OIDCTokenResponseParser.parse(request.toHTTPRequest().send(http));
            if (answer instanceof OIDCTokenResponse tokens
                    && tokens.getOIDCTokens().getIDToken() != null) {
                return tokens.getOIDCTokens().getIDToken();
            }
            throw new OidcRefused(403, "signin.refused", reason(answer));
        } catch (IOException e) {
            throw new OidcRefused(503, "signin.away", e.getMessage());
        } catch (ParseException e) {
            // Its message may quote the answer, which has tokens.
            throw new OidcRefused(
                    403, "signin.refused", endpoint + ": expected an answer with an id token");
        } finally {
            exchanges.release();
        }
    }

    private static String reason(TokenResponse answer) {
        ErrorObject error =
                answer.indicatesSuccess() ? null : answer.toErrorResponse().getErrorObject();
        return error == null || error.getCode() == null
                ? "answer without an id token"
                : "the provider refuses the code: " + error.getCode();
    }

    private JWSKeySelector<SecurityContext> keys(OidcProvider.Description description) {
        return new JWSVerificationKeySelector<>(ALGORITHMS, description.keys());
    }

    private Map<String, Object> verified(
            OidcProvider.Description description, JWT token, String nonce) throws OidcRefused {
        requireSigned(token);
        IDTokenValidator validator =
                new IDTokenValidator(
                        description.metadata().getIssuer(), client, keys(description), null);
        validator.setMaxClockSkew(SKEW_S);
        try {
            validator.validate(token, new Nonce(nonce));
            Map<String, Object> claims = token.getJWTClaimsSet().getClaims();
            requireParty(claims);
            return claims;
        } catch (BadJOSEException | JOSEException | java.text.ParseException e) {
            throw badToken("id token", e);
        }
    }

    /** Its algorithm is one of those above: another one is refused before any key is looked for. */
    private static void requireSigned(JWT token) throws OidcRefused {
        if (!(token instanceof SignedJWT signed)
                || !ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            throw new OidcRefused(
                    403,
                    "signin.token",
                    "token: expected a signature by one of "
                            + ALGORITHMS
                            + ", got "
                            + token.getHeader().getAlgorithm());
        }
    }

    /**
     * It may name the desk beside another client that it was made for: the library lets that by.
     */
    private void requireParty(Map<String, Object> claims) throws OidcRefused {
        Object party = claims.get("azp");
        if (party != null && !party.equals(options.clientId())) {
            throw new OidcRefused(403, "signin.token", "id token: expected it for the desk by azp");
        }
    }

    private static OidcRefused badToken(String which, Exception e) {
        return new OidcRefused(403, "signin.token", which + ": " + e.getMessage());
    }

    private SignedInPerson person(Map<String, Object> claims, boolean again) throws OidcRefused {
        long shownAtMs =
                claims.get("auth_time") instanceof Date at ? at.getTime() : seconds(claims);
        if (again && clock.millis() - shownAtMs > RECENT.toMillis() + SKEW_S * 1_000L) {
            throw new OidcRefused(403, "signin.again.old", "id token: expected a recent auth_time");
        }
        String subject = ClaimPath.text(claims, "sub").orElse("");
        Set<DeskRole> roles =
                options.roles().ofGroups(ClaimPath.texts(claims, options.roleClaim()));
        String party =
                options.partyClaim() == null
                        ? null
                        : ClaimPath.text(claims, options.partyClaim()).orElse(null);
        String name =
                ClaimPath.text(claims, "name")
                        .or(() -> ClaimPath.text(claims, "preferred_username"))
                        .orElse(subject);
        Visitor visitor =
                Visitor.named(KIND, subject, name, roles, party)
                        .orElseThrow(
                                () ->
                                        new OidcRefused(
                                                403,
                                                "signin.norole",
                                                "a person without a role of the desk"));
        // Who was asked once more has shown it now: the provider has seen to it.
        long now = clock.millis();
        return new SignedInPerson(
                visitor, again ? now : Math.min(shownAtMs, now), session(claims).orElse(null));
    }

    private static long seconds(Map<String, Object> claims) {
        return claims.get("auth_time") instanceof Number at ? at.longValue() * 1_000 : 0;
    }

    private static Optional<String> session(Map<String, Object> claims) {
        return ClaimPath.text(claims, "sid").filter(sid -> sid.length() <= LONGEST_SESSION);
    }

    /** Where a browser goes to sign out at the provider, too; empty where it has no such page. */
    public Optional<URI> signOut() {
        try {
            URI endpoint = provider.known().metadata().getEndSessionEndpointURI();
            if (endpoint == null) {
                return Optional.empty();
            }
            OidcOptions.requireSafe("end_session_endpoint", endpoint);
            // Without the id token, which would be in the logs of all that an address goes through.
            return Optional.of(
                    new LogoutRequest(endpoint, null, null, client, options.signedOut(), null, null)
                            .toURI());
        } catch (OidcRefused | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whom the provider has signed out elsewhere.
     *
     * @param text the logout token that it sent
     * @throws OidcRefused where it is none of the provider's
     */
    public SignedOutPerson signedOut(String text) throws OidcRefused {
        OidcProvider.Description description = provider.known();
        try {
            JWT token = JWTParser.parse(text);
            requireSigned(token);
            LogoutTokenValidator validator =
                    new LogoutTokenValidator(
                            description.metadata().getIssuer(),
                            client,
                            false,
                            keys(description),
                            null);
            validator.setMaxClockSkew(SKEW_S);
            LogoutTokenClaimsSet claims = validator.validate(token);
            requireNew(claims.getIssueTime());
            String subject = claims.getSubject() == null ? null : claims.getSubject().getValue();
            return new SignedOutPerson(
                    subject == null ? null : KIND + subject,
                    claims.getSessionID() == null ? null : claims.getSessionID().getValue());
        } catch (BadJOSEException | JOSEException | java.text.ParseException e) {
            throw badToken("logout token", e);
        }
    }

    /** One that was kept would sign the person out of later sessions. */
    private void requireNew(Date issued) throws OidcRefused {
        if (issued == null || clock.millis() - issued.getTime() > 2 * SKEW_S * 1_000L) {
            throw new OidcRefused(403, "signin.token", "logout token: expected a recent one");
        }
    }
}
