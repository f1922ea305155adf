package dev.vigil.desk.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A provider that does what a test asks for: its tokens may be any. It has no page to sign in. */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT = "vigil-desk";

    private static final RSAKey FIRST = newKey("first");

    private final HttpServer server;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /** All that is for the desk alone. */
    private final List<String> secrets = new CopyOnWriteArrayList<>();

    private volatile RSAKey key;
    private volatile String statedIssuer;
    private volatile Consumer<JWTClaimsSet.Builder> claims;
    private volatile TokenMaker maker;
    private volatile Answerer answerer;
    private volatile boolean isAway;
    private volatile int keysAsked;
    private volatile int descriptionsAsked;

    /** Makes a token of claims. */
    public interface TokenMaker {
        String token(JWTClaimsSet claims) throws Exception;
    }

    /** Answers for the code in place of the provider. */
    public interface Answerer {
        void answer(HttpExchange exchange) throws Exception;
    }

    private record Asked(String nonce, String challenge) {}

    public FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::describe);
        server.createContext("/keys", this::keys);
        server.createContext("/token", this::token);
        server.start();
        reset();
    }

    /** As it is without a test. */
    public void reset() {
        key = FIRST;
        statedIssuer = issuer().toString();
        claims = it -> {};
        maker = this::signed;
        answerer = null;
        isAway = false;
    }

    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public RSAKey key() {
        return key;
    }

    public int keysAsked() {
        return keysAsked;
    }

    public int descriptionsAsked() {
        return descriptionsAsked;
    }

    public List<String> secrets() {
        return secrets;
    }

    // What a test changes ---------------------------------------------------------------------

    public void key(RSAKey other) {
        key = other;
    }

    public void statesIssuer(String other) {
        statedIssuer = other;
    }

    public void claims(Consumer<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    public void tokens(TokenMaker other) {
        maker = other;
    }

    public void answersForCode(Answerer other) {
        answerer = other;
    }

    public void away(boolean is) {
        isAway = is;
    }

    // What it does ----------------------------------------------------------------------------

    public String signed(JWTClaimsSet of) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        of);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** A person has signed in on its page: what goes back to the desk. */
    public String code(URI request) {
        Map<String, List<String>> query = URLUtils.parseParameters(request.getRawQuery());
        if (!query.get("code_challenge_method").equals(List.of("S256"))) {
            throw new IllegalArgumentException("expected S256, got " + request);
        }
        String code = UUID.randomUUID().toString();
        secrets.add(code);
        asked.put(code, new Asked(query.get("nonce").get(0), query.get("code_challenge").get(0)));
        return code;
    }

    private void describe(HttpExchange exchange) throws IOException {
        descriptionsAsked++;
        if (isAway) {
            answer(exchange, 503, "{}");
            return;
        }
        String at = issuer().toString();
        answer(
                exchange,
                200,
                """
                {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
                 "jwks_uri": "%s/keys", "end_session_endpoint": "%s/logout",
                 "authorization_response_iss_parameter_supported": true,
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256", "none"]}
                """
                        .formatted(statedIssuer, at, at, at, at));
    }

    private void keys(HttpExchange exchange) throws IOException {
        keysAsked++;
        answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> fields = URLUtils.parseParameters(form);
        secrets.add(fields.get("code_verifier").get(0));
        Asked of = asked.remove(fields.get("code").get(0));
        CodeVerifier verifier = new CodeVerifier(fields.get("code_verifier").get(0));
        boolean isRight =
                of != null
                        && CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue()
                                .equals(of.challenge());
        try {
            if (answerer != null) {
                answerer.answer(exchange);
            } else if (!isRight) {
                answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            } else {
                String token = maker.token(claims(of.nonce()));
                secrets.add(token);
                answer(
                        exchange,
                        200,
                        "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \""
                                + token
                                + "\"}");
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private JWTClaimsSet claims(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder of =
                new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .audience(CLIENT)
                        .subject("wang-1")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("auth_time", now.getEpochSecond())
                        .claim("nonce", nonce)
                        .claim("sid", "sid-1")
                        .claim("name", "Wang")
                        .claim("groups", List.of("handlers", "others"));
        claims.accept(of);
        return of.build();
    }

    /** Sends an answer in JSON. */
    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
