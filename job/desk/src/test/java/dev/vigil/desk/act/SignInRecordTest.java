package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInRecordTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aSignInIsARecordByPointerWithoutTheName(TestingStores kind) {
        TestingDesk desk = new TestingDesk(kind.open(folder));
        WebSessions sessions =
                new WebSessions(
                        desk.store,
                        () -> "test",
                        HOUR,
                        HOUR,
                        InstantSource.system(),
                        new SignInRecord(() -> Instant.ofEpochMilli(desk.now)));
        sessions.begin(
                new Visitor("oidc:f1/7", "Wang Li", Set.of(DeskRole.LEAD, DeskRole.HANDLER), null));
        desk.sendOrders();
        desk.read();

        assertThat(
                        desk.texts(
                                "select kind || ' ' || actor || ' ' || at || ' '"
                                        + " || coalesce(problem, 'read')"
                                        + " from event where topic = 'desk'"))
                .containsExactly("DESK_SIGNED_IN oidc:f1/7 " + desk.now + " read");
        assertThat(desk.texts("select headers from event where topic = 'desk'").get(0))
                .doesNotContain("Wang Li");
        assertThat(desk.texts("select name from person")).containsExactly("Wang Li");
    }
}
