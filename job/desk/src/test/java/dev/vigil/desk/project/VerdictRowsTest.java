package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.DecisionBuilder;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a verdict decided about a work is in one row, whatever it decided elsewhere. */
class VerdictRowsTest {
    private static final long MS = 1_795_507_200_000L;

    @TempDir private Path folder;

    private static Decision decision(String territory, Action action) {
        return DecisionBuilder.builder()
                .territory(territory)
                .action(action)
                .step(5)
                .reasonCode("OF_" + territory)
                .articleRef("Declaration IV")
                .workId("the-film")
                .failedTests(List.of())
                .build();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofAVerdictWithoutRulingsTheStrictestDecisionStays(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        log.send(
                EventType.VERDICT,
                "live-1",
                MS,
                VerdictBuilder.builder()
                        .verdictId("live-1/1")
                        .revision(1)
                        .state(VerdictState.OPEN)
                        .sessionId("live-1")
                        .sessionKind(SessionKind.LIVE)
                        .action(Action.GEO_BLOCK)
                        .reasonCode("OF_CN")
                        .ruleVersion("rules-3")
                        .decisions(
                                List.of(
                                        decision("CN", Action.BLOCK),
                                        decision("HK", Action.OBSERVE)))
                        .evidence(List.of())
                        .firstMatchCaptureTime(MS)
                        .judgedAt(MS)
                        .detectionLatencyMs(0)
                        .serviceTerritories(List.of("CN", "HK"))
                        .build());
        DeskScene.read(store, log);
        try (Handle handle = store.handle()) {
            assertThat(
                            handle.select("select action, reason_code from verdict_work")
                                    .mapToMap()
                                    .list())
                    .containsExactly(Map.of("action", "BLOCK", "reason_code", "OF_CN"));
        }
    }
}
