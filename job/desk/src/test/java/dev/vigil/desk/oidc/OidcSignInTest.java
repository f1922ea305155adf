package dev.vigil.desk.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.RoleMap;
import dev.vigil.desk.sign.Visitor;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a provider's answers, and of those that are not the provider's. */
class OidcSignInTest {
    private static final String SECRET = "a client secret of more than 32 characters";
    private static final RoleMap ROLES =
            RoleMap.of(List.of("handlers=handler", "leads=lead", "studios=owner"));
    private static final RSAKey OTHER = FakeProvider.newKey("first");

    private static FakeProvider provider;
    private OidcSignIn signIn;

    @BeforeAll
    static void start() throws IOException {
        provider = new FakeProvider();
    }

    @AfterAll
    static void end() {
        provider.close();
    }

    @BeforeEach
    void anew() {
        provider.reset();
        signIn = signIn("groups");
    }

    private static OidcSignIn signIn(String roleClaim) {
        return new OidcSignIn(
                new OidcOptions(
                        provider.issuer(),
                        FakeProvider.CLIENT,
                        SECRET,
                        "openid profile",
                        roleClaim,
                        ROLES,
                        "party",
                        URI.create("https://desk.example")),
                InstantSource.system());
    }

    private SignedInPerson signedIn() throws OidcRefused {
        return signedIn(SignInAttempt.begin("/", false));
    }

    private SignedInPerson signedIn(SignInAttempt attempt) throws OidcRefused {
        String code = provider.code(signIn.begin(attempt, "en"));
        return signIn.finish(attempt, code, provider.issuer().toString());
    }

    /** The key of the sentence; what is logged of it holds no secret. */
    private String refused() {
        OidcRefused refused = catchThrowableOfType(OidcRefused.class, this::signedIn);
        assertThat(refused).as("signed in").isNotNull();
        for (String secret : provider.secrets()) {
            assertThat(refused.getMessage()).doesNotContain(secret);
        }
        assertThat(refused.getMessage()).doesNotContain(SECRET);
        return refused.key();
    }

    // Whom a token names ----------------------------------------------------------------------

    @Test
    void aTokenNamesAPersonWithTheRolesOfItsGroups() throws Exception {
        SignedInPerson person = signedIn();
        assertThat(person.visitor())
                .isEqualTo(new Visitor("oidc:wang-1", "Wang", Set.of(DeskRole.HANDLER), null));
        assertThat(person.providerSession()).isEqualTo("sid-1");
        assertThat(Instant.ofEpochMilli(person.shownAtMs()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void rolesAreAtAPathOfClaims() throws Exception {
        provider.claims(
                it ->
                        it.claim("realm_access", Map.of("roles", List.of("leads")))
                                .claim("https://site.example/roles", List.of("handlers")));
        signIn = signIn("realm_access.roles");
        assertThat(signedIn().visitor().roles()).containsExactly(DeskRole.LEAD);
        signIn = signIn("https://site.example/roles");
        assertThat(signedIn().visitor().roles()).containsExactly(DeskRole.HANDLER);
        signIn = signIn("realm_access.roles.leads");
        assertThat(refused()).isEqualTo("signin.norole");
    }

    @Test
    void anOwnerHasThePartyOfItsClaim() throws Exception {
        provider.claims(it -> it.claim("groups", "studios").claim("party", "studio-7"));
        assertThat(signedIn().visitor().party()).isEqualTo("studio-7");
        provider.claims(it -> it.claim("groups", "studios"));
        assertThat(refused()).isEqualTo("signin.norole");
        provider.claims(it -> it.claim("groups", "studios").claim("party", List.of("a", "b")));
        assertThat(refused()).isEqualTo("signin.norole");
        // Of the site's own people it is none.
        provider.claims(it -> it.claim("party", "studio-7"));
        assertThat(signedIn().visitor().party()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wang\r\nce_actor: li", "王", "", "wang 1"})
    void aSubjectThatCanBeNoHeaderIsNone(String subject) {
        provider.claims(it -> it.subject(subject));
        assertThat(refused()).startsWith("signin.");
    }

    @Test
    void aNameIsShortAndMayBeMissing() throws Exception {
        provider.claims(it -> it.claim("name", "😀".repeat(500)));
        assertThat(signedIn().visitor().name()).isEqualTo("😀".repeat(100));
        provider.claims(it -> it.claim("name", null));
        assertThat(signedIn().visitor().name()).isEqualTo("wang-1");
        provider.claims(it -> it.claim("name", null).claim("preferred_username", "wang"));
        assertThat(signedIn().visitor().name()).isEqualTo("wang");
    }

    // Tokens of others ------------------------------------------------------------------------

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private void claims(Consumer<JWTClaimsSet.Builder> change) {
        provider.claims(change);
    }

    @Test
    void aTokenOfAnotherOneIsRefused() {
        claims(it -> it.issuer("https://other.example"));
        assertThat(refused()).isEqualTo("signin.token");
        claims(it -> it.audience("another"));
        assertThat(refused()).isEqualTo("signin.token");
        claims(it -> it.audience(List.of("another", FakeProvider.CLIENT)).claim("azp", "another"));
        assertThat(refused()).isEqualTo("signin.token");
        claims(it -> it.claim("nonce", "of-another-sign-in"));
        assertThat(refused()).isEqualTo("signin.token");
        claims(it -> it.claim("nonce", null));
        assertThat(refused()).isEqualTo("signin.token");
        claims(it -> it.subject(null));
        assertThat(refused()).isEqualTo("signin.token");
    }

    @ParameterizedTest
    @CsvSource({
        "-600, -290, true",
        "-600, -310, false",
        "290, 600, true",
        "310, 600, false",
        "-5000, 60, true"
    })
    void clocksMayDifferByFiveMinutes(int issued, int expires, boolean isTaken) throws Exception {
        claims(it -> it.issueTime(in(issued)).expirationTime(in(expires)));
        if (isTaken) {
            assertThat(signedIn().visitor().name()).isEqualTo("Wang");
        } else {
            assertThat(refused()).isEqualTo("signin.token");
        }
    }

    @Test
    void aTokenWithoutATimeIsRefused() {
        claims(it -> it.expirationTime(null));
        assertThat(refused()).isEqualTo("signin.token");
        claims(it -> it.issueTime(null));
        assertThat(refused()).isEqualTo("signin.token");
    }

    @Test
    void aTokenThatTheProviderHasNotSignedIsRefused() throws Exception {
        provider.tokens(of -> new PlainJWT(of).serialize());
        assertThat(refused()).isEqualTo("signin.token");
        // The secret, and the public key, as a key of both.
        provider.tokens(of -> mac(of, SECRET.getBytes()));
        assertThat(refused()).isEqualTo("signin.token");
        byte[] publicKey = provider.key().toRSAPublicKey().getEncoded();
        provider.tokens(of -> mac(of, publicKey));
        assertThat(refused()).isEqualTo("signin.token");
        // Another key under the name of the right one.
        provider.tokens(of -> signed(of, OTHER, JWSAlgorithm.RS256));
        assertThat(refused()).isEqualTo("signin.token");
        provider.tokens(of -> changed(provider.signed(of)));
        assertThat(refused()).isEqualTo("signin.token");
        provider.tokens(of -> "e30.e30.e30");
        assertThat(refused()).startsWith("signin.");
        provider.tokens(of -> "x".repeat(1_000));
        assertThat(refused()).startsWith("signin.");
    }

    private static String mac(JWTClaimsSet of, byte[] secret) throws Exception {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), of);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String signed(JWTClaimsSet of, RSAKey key, JWSAlgorithm by) throws Exception {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(by)
                                .type(JOSEObjectType.JWT)
                                .keyID(key.getKeyID())
                                .build(),
                        of);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** The same signature under other claims. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        String claims =
                new String(java.util.Base64.getUrlDecoder().decode(parts[1]))
                        .replace("handlers", "leads");
        return parts[0]
                + "."
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes())
                + "."
                + parts[2];
    }

    @Test
    void aKeyThatIsNewIsAskedForAndNotForEverAnew() throws Exception {
        signedIn();
        int before = provider.keysAsked();
        signedIn();
        assertThat(provider.keysAsked()).isEqualTo(before);
        provider.key(FakeProvider.newKey("second"));
        assertThat(signedIn().visitor().name()).isEqualTo("Wang");
        assertThat(provider.keysAsked()).isEqualTo(before + 1);
        for (int i = 0; i < 10; i++) {
            String unknown = UUID.randomUUID().toString();
            provider.tokens(
                    of ->
                            signed(
                                    of,
                                    new RSAKey.Builder(OTHER).keyID(unknown).build(),
                                    JWSAlgorithm.RS256));
            assertThat(refused()).isEqualTo("signin.token");
        }
        assertThat(provider.keysAsked()).isLessThanOrEqualTo(before + 3);
    }

    // Answers of others -----------------------------------------------------------------------

    @Test
    void aCodeIsWorthOneSignInOfItsOwnAttempt() throws Exception {
        SignInAttempt attempt = SignInAttempt.begin("/", false);
        String code = provider.code(signIn.begin(attempt, "zh-CN"));
        String issuer = provider.issuer().toString();
        SignInAttempt other = SignInAttempt.begin("/", false);
        assertThat(key(() -> signIn.finish(other, code, issuer))).isEqualTo("signin.refused");

        String second = provider.code(signIn.begin(attempt, "zh-CN"));
        signIn.finish(attempt, second, issuer);
        assertThat(key(() -> signIn.finish(attempt, second, issuer))).isEqualTo("signin.refused");
        assertThat(key(() -> signIn.finish(attempt, "", issuer))).isEqualTo("signin.refused");
        String third = provider.code(signIn.begin(attempt, "en"));
        assertThat(key(() -> signIn.finish(attempt, third, null))).isEqualTo("signin.refused");
        assertThat(key(() -> signIn.finish(attempt, third, "https://other.example")))
                .isEqualTo("signin.refused");
        assertThat(signIn.finish(attempt, third, issuer).visitor().name()).isEqualTo("Wang");
    }

    private static String key(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(OidcRefused.class, call).key();
    }

    @Test
    void anAnswerThatIsNoneIsRefused() throws Exception {
        provider.answersForCode(it -> FakeProvider.answer(it, 200, "{\"id_token\": \"a.b.c\"}"));
        assertThat(refused()).isEqualTo("signin.refused");
        provider.answersForCode(it -> FakeProvider.answer(it, 200, "<html>"));
        assertThat(refused()).isEqualTo("signin.refused");
        provider.answersForCode(it -> FakeProvider.answer(it, 200, "[".repeat(100_000)));
        assertThat(refused()).isEqualTo("signin.refused");
        provider.answersForCode(
                it -> {
                    it.getResponseHeaders().add("Location", "http://127.0.0.1:1/token");
                    FakeProvider.answer(it, 307, "{}");
                });
        assertThat(refused()).isEqualTo("signin.refused");
        provider.answersForCode(
                it ->
                        FakeProvider.answer(
                                it, 200, "{\"id_token\": \"" + "x".repeat(1 << 20) + "\"}"));
        assertThat(refused()).isEqualTo("signin.away");
        provider.answersForCode(it -> it.close());
        assertThat(refused()).isEqualTo("signin.away");
    }

    @Test
    void aProviderThatDescribesAnotherOneIsNone() {
        provider.statesIssuer("https://other.example");
        assertThat(refused()).isEqualTo("signin.away");
        assertThat(signIn.state().answers()).isFalse();
        assertThat(signIn.state().reason()).contains("expected the issuer " + provider.issuer());
    }

    @Test
    void aProviderThatIsAwayIsAskedNowAndThen() throws Exception {
        assertThat(signIn.state().answers()).isNull();
        provider.away(true);
        assertThat(refused()).isEqualTo("signin.away");
        int before = provider.descriptionsAsked();
        for (int i = 0; i < 10; i++) {
            assertThat(refused()).isEqualTo("signin.away");
        }
        assertThat(provider.descriptionsAsked()).isEqualTo(before);
        provider.away(false);
        signIn.look();
        assertThat(signIn.state().answers()).isTrue();
        assertThat(signedIn().visitor().name()).isEqualTo("Wang");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.example", "ftp://id.example", "id.example", "http://127.0.0.1.a"})
    void aProviderIsReachedSafely(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new OidcOptions(
                                        URI.create(issuer),
                                        "desk",
                                        null,
                                        "openid",
                                        "groups",
                                        ROLES,
                                        null,
                                        URI.create("https://desk.example")))
                .withMessageContaining("expected an address that begins with https://");
    }

    // Once more, and out ----------------------------------------------------------------------

    @Test
    void whoIsAskedOnceMoreHasJustShownIt() throws Exception {
        SignInAttempt again = SignInAttempt.begin("/", true);
        assertThat(signIn.begin(again, "en").getQuery()).contains("max_age=300");
        assertThat(signIn.begin(SignInAttempt.begin("/", false), "en").getQuery())
                .doesNotContain("max_age");

        claims(it -> it.claim("auth_time", Instant.now().getEpochSecond() - 200));
        long shownAt = signedIn(again).shownAtMs();
        assertThat(Instant.ofEpochMilli(shownAt)).isAfter(Instant.now().minusSeconds(60));
        assertThat(Instant.ofEpochMilli(signedIn().shownAtMs()))
                .isBefore(Instant.now().minusSeconds(150));

        claims(it -> it.claim("auth_time", Instant.now().getEpochSecond() - 700));
        assertThat(key(() -> signedIn(again))).isEqualTo("signin.again.old");
        claims(it -> it.claim("auth_time", null));
        assertThat(key(() -> signedIn(again))).isEqualTo("signin.again.old");
        assertThat(signedIn().shownAtMs()).isZero();
    }

    @Test
    void anAttemptIsReadFromItsTextAndFromNoOther() {
        SignInAttempt attempt = SignInAttempt.begin("/notice/n-7?x=%20;", true);
        assertThat(SignInAttempt.parse(attempt.text())).contains(attempt);
        assertThat(attempt.text()).matches("[A-Za-z0-9._-]+");
        assertThat(attempt.isState(attempt.state())).isTrue();
        assertThat(attempt.isState("")).isFalse();
        assertThat(attempt.toString()).doesNotContain(attempt.state(), attempt.verifier());
        assertThat(SignInAttempt.parse("")).isEmpty();
        assertThat(SignInAttempt.parse("....")).isEmpty();
        assertThat(SignInAttempt.parse(attempt.text() + "!")).isEmpty();
    }

    private String logout(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder of =
                new JWTClaimsSet.Builder()
                        .issuer(provider.issuer().toString())
                        .audience(FakeProvider.CLIENT)
                        .issueTime(in(0))
                        .expirationTime(in(120))
                        .jwtID(UUID.randomUUID().toString())
                        .subject("wang-1")
                        .claim("sid", "sid-1")
                        .claim(
                                "events",
                                Map.of(
                                        "http://schemas.openid.net/event/backchannel-logout",
                                        Map.of()));
        change.accept(of);
        return provider.signed(of.build());
    }

    @Test
    void aLogoutTokenNamesWhoseSessionsEnd() throws Exception {
        assertThat(signIn.signedOut(logout(it -> {})))
                .isEqualTo(new SignedOutPerson("oidc:wang-1", "sid-1"));
        assertThat(signIn.signedOut(logout(it -> it.claim("sid", null))))
                .isEqualTo(new SignedOutPerson("oidc:wang-1", null));
        assertThat(signIn.signedOut(logout(it -> it.subject(null))))
                .isEqualTo(new SignedOutPerson(null, "sid-1"));
    }

    @Test
    void aLogoutTokenThatIsNoneEndsNothing() throws Exception {
        List<String> bad =
                List.of(
                        "",
                        "x.y.z",
                        logout(it -> it.claim("events", null)),
                        logout(it -> it.claim("nonce", "n")),
                        logout(it -> it.audience("another")),
                        logout(it -> it.issuer("https://other.example")),
                        logout(it -> it.subject(null).claim("sid", null)),
                        logout(it -> it.issueTime(in(-700)).expirationTime(in(60))),
                        logout(it -> it.expirationTime(in(-400))),
                        new PlainJWT(new JWTClaimsSet.Builder().subject("wang-1").build())
                                .serialize());
        for (String token : bad) {
            assertThat(key(() -> signIn.signedOut(token))).as(token).isEqualTo("signin.token");
        }
    }

    @Test
    void theWayOutNamesTheDeskAndHasNoToken() throws Exception {
        signedIn();
        URI out = signIn.signOut().orElseThrow();
        assertThat(out.toString()).startsWith(provider.issuer() + "/logout?");
        assertThat(URLUtils.parseParameters(out.getRawQuery()))
                .containsOnly(
                        Map.entry("client_id", List.of("vigil-desk")),
                        Map.entry(
                                "post_logout_redirect_uri",
                                List.of("https://desk.example/signin")));
    }
}
