package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.HostileStrings;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of others on every page is shown as it is, apart from ours, and never obeyed. */
class HostileTest {
    /** Around each hostile text, so that it is found again: of letters that no page has. */
    private static final String BEGIN = "⟦";

    private static final String END = "⟧";
    private static final int MOST_BYTES = 300_000;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    @TempDir private static Path folder;
    private static Store store;
    private static List<DeskScreen> screens;

    /** One store with a scene for each of the texts, and one with the texts in ids, too. */
    @BeforeAll
    static void sixtyScenes() throws Exception {
        store = TestingStores.SQLITE.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (int i = 0; i < HostileStrings.ALL.size(); i++) {
            String hostile = BEGIN + HostileStrings.ALL.get(i) + END;
            new DeskScene(log, prefix(i), any -> hostile).day();
            new DeskSceneRecords(log, prefix(i), any -> hostile).send();
        }
        DeskScene.read(store, log);
        screens = new ArrayList<>(NoticeScreens.all(store));
        screens.addAll(RecordScreens.all(store));
    }

    private static String prefix(int i) {
        return "h" + i + "-";
    }

    /** A page with what is asked of it, for each of the sixty. */
    record Asked(String path, Map<String, String> query, String... places) {
        @Override
        public String toString() {
            return path + query + List.of(places);
        }
    }

    static List<Asked> pages() {
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < HostileStrings.ALL.size(); i++) {
            DeskScene scene = new DeskScene(null, prefix(i), any -> any);
            String hostile = HostileStrings.ALL.get(i);
            for (String notice : scene.notices()) {
                all.add(new Asked("/notice/{id}", Map.of(), "id", notice));
            }
            all.add(new Asked("/", Map.of("notifier", scene.id("studio"))));
            all.add(new Asked("/", Map.of("notifier", hostile)));
            all.add(new Asked("/", Map.of("work", hostile, "state", hostile)));
            all.add(new Asked("/alerts", Map.of("key", scene.id("n-2") + "/1/E4")));
            all.add(new Asked("/alerts", Map.of("acked", "all", "kind", hostile)));
            all.add(new Asked("/alerts", Map.of("key", hostile)));
            all.add(new Asked("/notifier/{id}", Map.of(), "id", scene.id("agent-4")));
            all.add(new Asked("/notifier/{id}", Map.of(), "id", hostile));
            all.add(new Asked("/notifiers", Map.of("begins", prefix(i))));
            all.add(new Asked("/notifiers", Map.of("begins", hostile)));
            all.add(new Asked("/deadletters", Map.of("letter", scene.id("notices/0/5"))));
            all.add(new Asked("/deadletters", Map.of("key", scene.id("n-2"))));
            all.add(new Asked("/deadletters", Map.of("reason", hostile, "topic", hostile)));
            all.add(new Asked("/search", Map.of("q", prefix(i))));
            all.add(new Asked("/search", Map.of("q", hostile)));
            records(new DeskSceneRecords(null, prefix(i), any -> any), hostile, all);
            all.add(new Asked("/notice/{id}", Map.of(), "id", hostile));
            all.add(new Asked("/runbook/{page}", Map.of(), "page", hostile));
            all.add(
                    new Asked(
                            "/record/{topic}/{part}/{off}",
                            Map.of(),
                            "topic",
                            hostile,
                            "part",
                            "0",
                            "off",
                            "0"));
        }
        all.add(new Asked("/", Map.of()));
        all.add(new Asked("/", Map.of("over", "1")));
        all.add(new Asked("/alerts", Map.of("acked", "all")));
        all.add(new Asked("/alerts", Map.of("acked", "seen")));
        all.add(new Asked("/notifiers", Map.of()));
        all.add(new Asked("/deadletters", Map.of()));
        all.add(new Asked("/deadletters", Map.of("unread", "1")));
        all.add(new Asked("/health", Map.of()));
        for (DeskScreen screen : RecordScreens.all(null)) {
            if (!screen.path().matches(".*[{.].*")) {
                all.add(new Asked(screen.path(), Map.of()));
            }
        }
        return all;
    }

    private static void records(DeskSceneRecords scene, String hostile, List<Asked> all) {
        for (String[] page : scene.pages()) {
            all.add(new Asked(page[0], Map.of(), "id", page[1]));
        }
        // Each text as the id of one kind of page: those of all are refused by one sentence.
        String[] one = scene.pages().get(all.size() % scene.pages().size());
        all.add(new Asked(one[0], Map.of("start", hostile), "id", hostile));
        all.add(new Asked("/sessions", Map.of("work", scene.id("the-film"), "account", hostile)));
        all.add(new Asked("/sessions", Map.of("which", "ALL", "account", scene.id("user-8"))));
        all.add(new Asked("/sessions", Map.of("action", hostile)));
        all.add(new Asked("/commands", Map.of("kind", hostile)));
        all.add(new Asked("/list", Map.of("work", scene.id("the-film"), "which", "ALL")));
        all.add(new Asked("/list", Map.of("batch", hostile, "at", hostile)));
        all.add(new Asked("/usage", Map.of("work", scene.id("the-film"))));
        all.add(new Asked("/usage", Map.of("work", hostile, "month", hostile)));
        all.add(new Asked("/audit", Map.of("subject", scene.id("the-film"))));
        all.add(new Asked("/audit", Map.of("actor", hostile, "subject", hostile)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aTextOfOthersIsShownAndNeverObeyed(Asked asked) {
        Visit visit = TestingVisit.get(PageLanguage.ZH, asked.query(), asked.places());
        DeskScreen screen =
                screens.stream()
                        .filter(one -> one.path().equals(asked.path()))
                        .findFirst()
                        .orElseThrow();
        Answer answer = screen.get(visit);
        if (answer instanceof Answer.Refusal refusal) {
            assertThat(refusal.sentence().chars().filter(c -> HostileStrings.isControl(c)))
                    .isEmpty();
            return;
        }
        Document page = TestingVisit.page(answer, visit);

        assertThat(page.select(HostileStrings.NEVER)).isEmpty();
        assertThat(page.outerHtml().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        page.body().traverse((node, depth) -> check(node));
    }

    /** Thousands of texts: an assertion is made of those alone that fail. */
    private static void check(Node node) {
        if (node instanceof TextNode text) {
            String whole = text.getWholeText();
            boolean isGood =
                    whole.chars().noneMatch(c -> HostileStrings.isControl(c))
                            && (!whole.contains(BEGIN) || isApart(text));
            if (!isGood) {
                fail("expected a text apart, its controls shown, got '%s'", whole);
            }
        }
    }

    private static boolean isApart(TextNode text) {
        for (Element at = (Element) text.parent(); at != null; at = at.parent()) {
            boolean isTip = at.normalName().equals("title") && at.parents().is("svg");
            if (at.normalName().equals("bdi") || isTip) {
                return true;
            }
        }
        return false;
    }

    /** Each of them is on its pages, with its controls shown. */
    @ParameterizedTest
    @MethodSource("numbers")
    void theWholeTextIsThere(int i) {
        Visit visit = TestingVisit.get("id", prefix(i) + "n-2");
        DeskScreen notice =
                screens.stream()
                        .filter(one -> one.path().equals("/notice/{id}"))
                        .findFirst()
                        .orElseThrow();
        Document page = TestingVisit.page(notice.get(visit), visit);
        String expected = visit.text().shown(BEGIN + HostileStrings.ALL.get(i) + END);

        assertThat(page.select("bdi").eachText())
                .filteredOn(text -> spaced(text).equals(spaced(expected)))
                .hasSizeGreaterThan(10);
    }

    private static String spaced(String text) {
        return SPACES.matcher(text.replace('\u00A0', ' ')).replaceAll(" ").strip();
    }

    static List<Integer> numbers() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < HostileStrings.ALL.size(); i++) {
            all.add(i);
        }
        return all;
    }
}
