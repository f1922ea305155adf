package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.desk.DeskLooked;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.desk.DeskSignedIn;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By its place a record shows no more of what people did than the audit shows. */
class RecordScreenTest {
    /** Who caused all records of the testing topics. */
    private static final String ACTOR = "os:wang@desk";

    @TempDir private Path folder;

    private Store store;

    /** 200 where it is shown. */
    private int status(String kind, String actor, DeskRole role) {
        Visit visit;
        try (Handle handle = store.handle()) {
            String[] place =
                    handle.select("select part, off from event where kind = ?", kind)
                            .map((row, context) -> places(row.getLong(1), row.getLong(2)))
                            .one();
            visit =
                    TestingVisit.by(
                            TestingVisit.get(place),
                            new Visitor(actor, "name", Set.of(role), null));
        }
        Answer answer = RecordScreen.all(store).get(0).get(visit);
        if (answer instanceof Answer.Refusal refusal) {
            assertThat(refusal.sentence()).contains("the roles auditor, but you have ");
            return refusal.status();
        }
        assertThat(TestingVisit.page(answer, visit).select("main").text()).contains(ACTOR);
        return ((Answer.Page) answer).status();
    }

    private static String[] places(long part, long off) {
        return new String[] {"topic", "desk", "part", "" + part, "off", "" + off};
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatPeopleDidAtTheDeskIsForAuditorsAndThemselves(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        long at = DeskScene.NOW - 1;
        log.send(EventType.DESK_SIGNED_IN, ACTOR, at, new DeskSignedIn(at, List.of("LEAD")));
        DeskLooked looked = new DeskLooked("account/u-1", "page", at);
        log.send(EventType.DESK_LOOKED, looked.subject(), at, looked);
        DeskNoted noted = new DeskNoted("notice/n-1", "note-1", "called", at);
        log.send(EventType.DESK_NOTED, noted.subject(), at, noted);
        store = kind.open(folder);
        DeskScene.read(store, log);

        for (String hidden : List.of("DESK_SIGNED_IN", "DESK_LOOKED")) {
            for (DeskRole role : DeskRole.STAFF) {
                assertThat(status(hidden, "oidc:li", role))
                        .as(hidden + " to " + role)
                        .isEqualTo(role == DeskRole.AUDITOR ? 200 : 403);
            }
            assertThat(status(hidden, ACTOR, DeskRole.VIEWER)).as("own").isEqualTo(200);
        }
        assertThat(status("DESK_NOTED", "oidc:li", DeskRole.VIEWER))
                .as("the history of the notice shows it")
                .isEqualTo(200);
    }
}
