package dev.vigil.desk.act;

import static dev.vigil.desk.act.TestingDesk.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clicks at the same moment are one order. */
class ClickedTwiceTest {
    @TempDir private Path folder;

    private TestingDesk desk;

    /** SQLite has one writer: there the second click waits before it asks what was done. */
    @Test
    void twoClicksAtTheSameMomentAreOneOrder() throws Exception {
        desk = new TestingDesk(TestingStores.POSTGRES.open(folder));
        CyclicBarrier bothHaveAsked = new CyclicBarrier(2);
        Deed note = Deeds.named("note").orElseThrow();
        Deed slow =
                Deed.one(
                        "note",
                        "/note",
                        note.roles(),
                        (known, form) -> {
                            meet(bothHaveAsked);
                            return note.maker().make(known, form).get(0);
                        },
                        note.fields().toArray(FormField[]::new));
        Map<String, String> sent =
                Map.of("request", desk.request(), "about", "notice/n-1", "text", "called");
        DeedPage page = new DeedPage(slow, desk.store, WritingParties.open());

        ExecutorService clicks = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> answers =
                    clicks.invokeAll(
                            List.of(
                                    () -> page.post(desk.visit(HANDLER, null, Map.of(), sent)),
                                    () -> page.post(desk.visit(HANDLER, null, Map.of(), sent))));
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Elsewhere.class);
            }
        } finally {
            clicks.shutdownNow();
        }
        assertThat(desk.texts("select id from outbox")).hasSize(1);
        assertThat(desk.texts("select id from audit_row")).hasSize(1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
