package dev.vigil.desk.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignInTest {
    private static final Visitor WANG = person("wang", DeskRole.VIEWER);
    private static final SignIn LINK = new LinkSignIn("wang", link -> {});

    @TempDir private Path folder;

    private final AtomicLong now = new AtomicLong(1_795_838_400_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final List<String> noted = new ArrayList<>();
    private Store store;

    private static Visitor person(String name, DeskRole... roles) {
        return new Visitor("oidc:" + name, name, Set.of(roles), null);
    }

    private WebSessions sessions(TestingStores kind) {
        store = kind.open(folder);
        return sessions(LINK);
    }

    /** Those of another desk on the same store. */
    private WebSessions sessions(SignIn signIn) {
        return new WebSessions(
                store,
                signIn,
                Duration.ofMinutes(30),
                Duration.ofHours(8),
                clock,
                (inside, visitor) -> noted.add(visitor.actor()));
    }

    private void pass(Duration span) {
        now.addAndGet(span.toMillis());
    }

    private List<String> texts(String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    // Links and proxies -----------------------------------------------------------------------

    @Test
    void aLinkSignsInOnceAndTheNextOneIsPrintedThen() {
        List<String> printed = new ArrayList<>();
        LinkSignIn links = new LinkSignIn("wang", printed::add);
        assertThat(links.take("")).isEmpty();
        links.next();
        assertThat(links.take("guess")).isEmpty();
        assertThat(links.take(printed.get(0)))
                .get()
                .satisfies(
                        visitor -> {
                            assertThat(visitor.actor()).isEqualTo("link:wang");
                            assertThat(visitor.isAlone()).isTrue();
                            assertThat(visitor.roles()).isEqualTo(DeskRole.STAFF);
                        });
        assertThat(links.take(printed.get(0))).isEmpty();
        assertThat(printed).hasSize(2).doesNotHaveDuplicates();
        assertThat(printed.get(0)).hasSize(43);
        assertThat(links.take(printed.get(1))).isPresent();
    }

    @Test
    void aProxyIsKnownByItsSecretAndNamesPeopleWithTheirGroups() {
        RoleMap map = RoleMap.of(List.of("leads=lead", "leads=viewer", "studios=owner"));
        ProxySignIn proxy = new ProxySignIn("0123456789abcdef0123456789abcdef", map);
        assertThat(proxy.isProxy("0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(proxy.isProxy("0123456789abcdef0123456789abcde")).isFalse();
        assertThat(proxy.isProxy("")).isFalse();

        assertThat(proxy.visitor("li", "", "other, leads", null))
                .contains(
                        new Visitor(
                                "proxy:li", "li", Set.of(DeskRole.LEAD, DeskRole.VIEWER), null));
        assertThat(proxy.visitor("studio", " ", "studios", "party-7"))
                .contains(new Visitor("proxy:studio", "studio", Set.of(DeskRole.OWNER), "party-7"));
        assertThat(proxy.visitor("7f3c", " Li Na ", "leads", null).orElseThrow().name())
                .isEqualTo("Li Na");
        assertThat(proxy.visitor("studio", "", "studios", null)).isEmpty();
        assertThat(proxy.visitor("li", "Li", "", "party-7")).isEmpty();
        assertThat(proxy.visitor("li\r\nx", "", "leads", null)).isEmpty();
        assertThat(proxy.visitor("x".repeat(191), "", "leads", null)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProxySignIn("short", map))
                .withMessageContaining("expected a secret of at least 32 characters");
    }

    @ParameterizedTest
    @CsvSource({"leads", "=lead", "leads=boss", "leads=LEAD", "''"})
    void aRoleMapNamesRolesThatThereAre(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoleMap.of(List.of(entry)))
                .withMessageStartingWith("--role-map: expected GROUP=ROLE with one of the roles");
    }

    @Test
    void theTextOfARoleMapDoesNotDependOnItsOrder() {
        assertThat(RoleMap.of(List.of("b=lead", "a=viewer", "b=handler")))
                .hasToString(RoleMap.of(List.of("b=handler", "b=lead", "a=viewer")).toString());
    }

    // Sessions --------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aSessionEndsAfterATimeWithoutARequestOfThePerson(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        String token = sessions.begin(WANG);
        pass(Duration.ofMinutes(29));
        assertThat(sessions.of(token, true)).isPresent();
        pass(Duration.ofMinutes(29));
        // What a page asks for by itself keeps no session.
        assertThat(sessions.of(token, false)).isPresent();
        pass(Duration.ofMinutes(1));
        assertThat(sessions.of(token, true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aSessionEndsAfterItsWholeTimeWhateverThePersonDoes(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        String token = sessions.begin(WANG);
        WebSession session = sessions.of(token, true).orElseThrow();
        for (int minute = 10; minute < 480; minute += 10) {
            pass(Duration.ofMinutes(10));
            assertThat(sessions.of(token, true)).contains(session);
        }
        assertThat(sessions.isOn(session)).isTrue();
        pass(Duration.ofMinutes(10));
        assertThat(sessions.of(token, true)).isEmpty();
        assertThat(sessions.isOn(session)).isFalse();
    }

    /** Another desk of the store learns of a new name later. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aNameIsThatOfTheLastSignIn(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        AtomicLong nanos = new AtomicLong();
        PersonNames elsewhere = new PersonNames(store, nanos::get);
        assertThat(sessions.names().apply("oidc:7f3c")).isNull();
        sessions.begin(named("Wang Wei"));
        assertThat(sessions.names().apply("oidc:7f3c")).isEqualTo("Wang Wei");
        assertThat(elsewhere.apply("oidc:7f3c")).isEqualTo("Wang Wei");

        sessions.begin(named("王伟 \u0000\uD800"));
        assertThat(sessions.names().apply("oidc:7f3c")).isEqualTo("王伟 \uFFFD\uFFFD");
        assertThat(elsewhere.apply("oidc:7f3c")).isEqualTo("Wang Wei");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(elsewhere.apply("oidc:7f3c")).isEqualTo("王伟 \uFFFD\uFFFD");

        sessions.begin(named("x".repeat(3_000)));
        assertThat(sessions.names().apply("oidc:7f3c")).isEqualTo("x".repeat(100));
        assertThat(sessions.names().apply("oidc:other")).isNull();
        assertThat(sessions.names().apply("ops-2")).isNull();
    }

    private static Visitor named(String name) {
        return Visitor.named("oidc:", "7f3c", name, Set.of(DeskRole.LEAD), null).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theStoreHasNeitherTheTokenNorWhatIsMadeOfIt(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        String token = sessions.begin(WANG, 5, "sid-1");
        WebSession session = sessions.of(token, true).orElseThrow();
        assertThat(token).hasSize(43);
        assertThat(session.shownAtMs()).isEqualTo(5);
        assertThat(session.toString()).doesNotContain(token, session.csrf());
        assertThat(
                        texts(
                                "select digest || actor || settings || roles || provider_session"
                                        + " from web_session"))
                .singleElement()
                .asString()
                .doesNotContain(token, session.csrf())
                .contains(session.id());
        assertThat(texts("select actor || ' ' || name || ' ' || roles from person"))
                .containsExactly("oidc:wang wang VIEWER");
        assertThat(noted).containsExactly("oidc:wang");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void twoDesksShareSessionsWhereTheirSettingsAreTheSame(TestingStores kind) {
        WebSessions here = sessions(kind);
        WebSessions there = sessions(LINK);
        WebSessions other =
                sessions(new ProxySignIn("x".repeat(32), RoleMap.of(List.of("a=lead"))));
        String token = here.begin(WANG);
        WebSession session = there.of(token, true).orElseThrow();
        assertThat(there.isOn(session)).isTrue();
        assertThat(other.of(token, true)).isEmpty();

        there.choose(session, PageLanguage.EN);
        there.choose(session, ZoneId.of("Europe/Berlin"));
        assertThat(here.of(token, true).orElseThrow().language()).isEqualTo(PageLanguage.EN);
        assertThat(here.of(token, true).orElseThrow().zone()).hasToString("Europe/Berlin");

        here.end(token);
        assertThat(there.of(token, true)).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(there.isOn(session)).isFalse();
        assertThat(here.of("", true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void otherRolesEndTheSessionsThatHadThoseBefore(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        String lead = sessions.begin(person("li", DeskRole.LEAD));
        String other = sessions.begin(person("zhao", DeskRole.LEAD));
        String again = sessions.begin(person("li", DeskRole.LEAD));
        assertThat(sessions.of(lead, true)).isPresent();
        String handler = sessions.begin(person("li", DeskRole.HANDLER));
        assertThat(sessions.of(lead, true)).isEmpty();
        assertThat(sessions.of(again, true)).isEmpty();
        assertThat(sessions.of(handler, true)).isPresent();
        assertThat(sessions.of(other, true)).isPresent();

        String owner =
                sessions.begin(new Visitor("oidc:s", "s", Set.of(DeskRole.OWNER), "party-1"));
        sessions.begin(new Visitor("oidc:s", "s", Set.of(DeskRole.OWNER), "party-2"));
        assertThat(sessions.of(owner, true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aProviderEndsOneOfItsSessionsOrAllOfThePersonThatItNames(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        String one = sessions.begin(WANG, 5, "sid-1");
        String two = sessions.begin(WANG, 5, "sid-2");
        String none = sessions.begin(WANG);
        WebSession first = sessions.of(one, true).orElseThrow();
        assertThat(sessions.isOn(first)).isTrue();
        assertThat(sessions.endOf(null, "sid-1")).isEqualTo(1);
        assertThat(sessions.isOn(first)).isFalse();
        assertThat(sessions.of(two, true)).isPresent();
        // One token for all that the person had: it names one of them.
        assertThat(sessions.endOf("oidc:wang", "sid-2")).isEqualTo(2);
        assertThat(sessions.of(none, true)).isEmpty();
        sessions.begin(WANG, 5, "sid-3");
        assertThat(sessions.endOf("oidc:wang", null)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofTooManySessionsOfAPersonTheOneThatWasSeenLongestAgoEnds(TestingStores kind) {
        WebSessions sessions = sessions(kind);
        String other = sessions.begin(person("li", DeskRole.LEAD));
        String first = sessions.begin(WANG);
        pass(Duration.ofMinutes(1));
        String second = sessions.begin(WANG);
        pass(Duration.ofMinutes(1));
        assertThat(sessions.of(first, true)).isPresent();
        for (int i = 2; i < 21; i++) {
            pass(Duration.ofSeconds(1));
            sessions.begin(WANG);
        }
        assertThat(sessions.of(first, true)).isPresent();
        assertThat(sessions.of(second, true)).isEmpty();
        assertThat(sessions.of(other, true)).isPresent();
        assertThat(texts("select digest from web_session where actor = 'oidc:wang'")).hasSize(20);
    }

    @Test
    void ofTooManySessionsOfAllTheOneThatWasSeenLongestAgoEnds() {
        WebSessions sessions = sessions(TestingStores.SQLITE);
        String first = sessions.begin(WANG);
        pass(Duration.ofMillis(1));
        try (Handle handle = store.handle()) {
            handle.useTransaction(
                    inside -> {
                        for (int i = 1; i < 2_000; i++) {
                            inside.execute(
                                    "insert into web_session (digest, actor, settings, roles,"
                                            + " began_at, seen_at, shown_at)"
                                            + " values (?, ?, '', 'VIEWER', ?, ?, 0)",
                                    "digest-" + i,
                                    "oidc:" + i,
                                    now.get(),
                                    now.get());
                        }
                    });
        }
        assertThat(sessions.of(first, false)).isPresent();
        String last = sessions.begin(person("li", DeskRole.LEAD));
        assertThat(sessions.of(first, false)).isEmpty();
        assertThat(sessions.of(last, false)).isPresent();
        assertThat(texts("select digest from web_session")).hasSize(2_000);
    }

    @Test
    void eachSessionHasATokenOfItsOwnForItsForms() {
        WebSessions sessions = sessions(TestingStores.SQLITE);
        String token = sessions.begin(WANG);
        WebSession one = sessions.of(token, true).orElseThrow();
        WebSession other = sessions.of(sessions.begin(WANG), true).orElseThrow();
        assertThat(one.isCsrf(one.csrf())).isTrue();
        assertThat(one.isCsrf(other.csrf())).isFalse();
        assertThat(one.isCsrf("")).isFalse();
        assertThat(sessions.of(token, true).orElseThrow().csrf()).isEqualTo(one.csrf());
    }
}
