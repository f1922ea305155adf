package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of two orders of one thing, of which one is on its way, none gets the version of the other. */
class NextVersionTest {
    private static final String AMEND = "/owner/amend";
    private static final String REVOKE = "/owner/revoke";
    private static final String CLAIM = "/owner/claim";

    @TempDir private Path folder;

    private TestingDesk desk;

    private void begin(TestingStores kind) {
        desk = new TestingDesk(kind.open(folder));
        desk.send(
                EventType.AUTHORIZATION_GRANTED,
                "deal-1",
                AuthorizationBuilder.builder()
                        .authorizationId("deal-1")
                        .version(1)
                        .grantor("studio")
                        .grantee("official")
                        .workIds(List.of("the-film"))
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .territories(List.of("HK"))
                        .from(T0 - 1_000_000_000L)
                        .build());
        desk.read();
    }

    private Answer post(String path, String... fields) {
        Map<String, String> form = new HashMap<>();
        form.put("request", desk.request());
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return desk.post(TestingDesk.owner("studio"), path, null, form);
    }

    private Answer revoke() {
        return post(REVOKE, "authorizationId", "deal-1", "reason", "not paid");
    }

    private Answer claim(String shareBp) {
        return post(
                CLAIM,
                "workId",
                "the-film",
                "rightTypes",
                "ON_DEMAND",
                "territories",
                "HK",
                "shareBp",
                shareBp,
                "evidenceRef",
                "doc-1");
    }

    private static void assertWaits(Answer answer, String about) {
        FormView form = (FormView) ((Answer.Page) answer).view();
        assertThat(form.said())
                .startsWith("Expected to know the last version of " + about)
                .contains("on its way");
    }

    private static void assertTaken(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Elsewhere.class);
    }

    private List<String> orders(String topic) {
        return desk.texts("select deed from outbox where topic = '" + topic + "' order by n");
    }

    /** The jobs take one of two records of a version: a revocation behind an amendment was lost. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aRevocationIsNoVersionOfAnAmendmentThatIsOnItsWay(TestingStores kind) {
        begin(kind);
        assertTaken(post(AMEND, "authorizationId", "deal-1", "evidenceRef", "doc-2"));

        assertWaits(revoke(), "deal-1");
        desk.sendOrders();
        assertWaits(revoke(), "deal-1");
        assertThat(orders("authorizations")).containsExactly("amend");
        desk.read();

        assertTaken(revoke());
        desk.sendOrders();
        desk.read();
        assertThat(desk.texts("select version || ' ' || (revoked_at > 0) from permission").get(0))
                .startsWith("3 ");
    }

    /** What is typed stays, and the same request may be sent once the other order is taken. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasRefusedIsSentAgainAsItIs(TestingStores kind) {
        begin(kind);
        assertTaken(post(AMEND, "authorizationId", "deal-1", "evidenceRef", "doc-2"));
        Map<String, String> form =
                Map.of(
                        "request",
                        desk.request(),
                        "authorizationId",
                        "deal-1",
                        "reason",
                        "not paid");
        Answer refused = desk.post(TestingDesk.owner("studio"), REVOKE, null, form);
        assertWaits(refused, "deal-1");
        assertThat(((FormView) ((Answer.Page) refused).view()).fields())
                .anySatisfy(it -> assertThat(it.value()).isEqualTo("not paid"));
        desk.sendOrders();
        desk.read();
        assertTaken(desk.post(TestingDesk.owner("studio"), REVOKE, null, form));
        assertThat(orders("authorizations")).containsExactly("amend", "revoke");
    }

    /** The register refuses the second of a version; it answers after the claim was read. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aClaimFollowsOneThatTheRegisterHasNotAnswered(TestingStores kind) {
        begin(kind);
        assertTaken(claim("4000"));
        assertWaits(claim("5000"), "the-film/studio");
        desk.sendOrders();
        desk.read();

        assertTaken(claim("5000"));
        desk.sendOrders();
        desk.read();
        assertThat(desk.texts("select version from claim")).containsExactly("2");
    }

    /** What the last version is a store does not know that is an hour behind. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void noVersionFollowsThoseOfAStoreThatIsBehind(TestingStores kind) {
        begin(kind);
        desk.ages = aged(60_000);
        FormView form = (FormView) ((Answer.Page) revoke()).view();
        assertThat(form.said()).startsWith("Expected to know all that is on authorizations");
        assertThat(orders("authorizations")).isEmpty();
        desk.ages = aged(59_000);
        assertTaken(revoke());
    }

    private static Ages aged(long ms) {
        return new Ages(Age.of(ms, 5_000, 60_000), Age.unknown(), null);
    }

    /** An earlier version is in the rows then. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void noVersionFollowsRowsThatAreMadeAgain(TestingStores kind) {
        begin(kind);
        try (Handle handle = desk.store.handle()) {
            handle.execute("update source set row_off = first_off where topic = 'authorizations'");
        }
        FormView form = (FormView) ((Answer.Page) revoke()).view();
        assertThat(form.said())
                .startsWith("Expected all versions on authorizations, got a store whose rows");
        assertThat(orders("authorizations")).isEmpty();
        desk.read();
        assertTaken(revoke());
    }
}
