package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.desk.ask.Age;
import dev.vigil.fixtures.broker.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Pages that are left open all day: what is new is there, what is old is called old. */
@Timeout(600)
class LivePagesITCase {
    /** Sooner than a page that asked by itself would have it. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    /** So many may take longer, as a busy machine delays some. */
    private static final int MOST_DELAYED = 4;

    /** Time as a page sees it: {@code machine} is its clock, {@code own} its performance.now(). */
    private static final String TIMES =
            "const date = Date.now, own = performance.now.bind(performance);"
                    + "window.leaps = {machine: 0, own: 0};"
                    + "Date.now = () => date() + leaps.machine;"
                    + "performance.now = () => own() + leaps.own;";

    @TempDir private Path folder;

    private ChromeDriver driver;
    private LiveDesk desk;
    private String window;
    private String script;

    @BeforeEach
    void openADesk() throws Exception {
        driver = Browser.shared().driver();
        // With more than one stream a browser the seventh page waits for ever.
        driver.manage().timeouts().pageLoadTimeout(Await.PATIENCE);
        desk = new LiveDesk(folder);
        window = driver.getWindowHandle();
        script =
                (String)
                        driver.executeCdpCommand(
                                        "Page.addScriptToEvaluateOnNewDocument",
                                        Map.of("source", TIMES))
                                .get("identifier");
        driver.executeCdpCommand(
                "Network.setCookie",
                Map.of(
                        "name",
                        desk.cookie(),
                        "value",
                        desk.token(),
                        "url",
                        desk.address("/"),
                        "httpOnly",
                        true));
        desk.notice("n-a", Duration.ofHours(1));
        desk.notice("n-b", Duration.ofHours(2));
        desk.notice("n-c", Duration.ofHours(3));
    }

    @AfterEach
    void close() throws Exception {
        for (String one : driver.getWindowHandles()) {
            if (!one.equals(window)) {
                driver.switchTo().window(one).close();
            }
        }
        driver.switchTo().window(window);
        driver.executeCdpCommand(
                "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
        driver.get("about:blank");
        desk.close();
    }

    private static ConditionFactory soon(String what) {
        return await(what)
                .atMost(Await.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    private void open(String path) {
        driver.get(desk.address(path));
        soon("a page that lives").until(() -> is("'ready' in document.documentElement.dataset"));
    }

    private Object run(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    private boolean is(String condition) {
        return Boolean.TRUE.equals(run("return " + condition));
    }

    private String shown(String selector) {
        return String.valueOf(
                run(
                        "const e = document.querySelector(arguments[0]);"
                                + " return e && e.checkVisibility() ? e.innerText : ''",
                        selector));
    }

    @SuppressWarnings("unchecked")
    private List<String> rows() {
        return (List<String>)
                run(
                        "return Array.from(document.querySelectorAll('#live tbody [data-id]'),"
                                + " row => row.dataset.id"
                                + " + (row.classList.contains('gone') ? ' gone' : ''))");
    }

    private void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    // What is new -----------------------------------------------------------------------------

    @Test
    void whatIsNewIsThereAtOnce() throws Exception {
        open("/");
        assertThat(rows()).containsExactly("n-a", "n-b", "n-c");
        Duration takes = untilShown("n-d", Duration.ofMinutes(90));
        assertThat(rows()).containsExactly("n-a", "n-d", "n-b", "n-c");
        assertThat(shown("#changed")).isEmpty();
        for (int n = 1; n <= MOST_DELAYED && takes.compareTo(AT_ONCE) >= 0; n++) {
            takes = untilShown("n-d" + n, Duration.ofMinutes(90 + n));
        }
        assertThat(takes).isLessThan(AT_ONCE);
    }

    private Duration untilShown(String notice, Duration left) throws Exception {
        long fromNanos = System.nanoTime();
        desk.notice(notice, left);
        soon("the new row").until(() -> rows().contains(notice));
        return Duration.ofNanos(System.nanoTime() - fromNanos);
    }

    @Test
    void rowsDoNotMoveUnderAPersonWhoMovesAmongThem() throws Exception {
        open("/");
        press("j");
        press("j");
        String focused = "document.activeElement.closest('[data-id]').dataset.id";
        assertThat(is(focused + " === 'n-b'")).isTrue();
        run("window.top0 = document.activeElement.getBoundingClientRect().top");

        desk.notice("n-c", Duration.ofMinutes(5));
        desk.notice("n-d", Duration.ofMinutes(90));
        desk.done("n-a");
        soon("what is new")
                .until(
                        () -> {
                            // A key that does nothing, of a person who is there.
                            press(Keys.ARROW_LEFT);
                            return rows().contains("n-d") && rows().contains("n-a gone");
                        });
        assertThat(rows().indexOf("n-b")).isLessThan(rows().indexOf("n-c"));
        assertThat(is("Math.abs(document.activeElement.getBoundingClientRect().top - top0) < 2"))
                .isTrue();
        assertThat(shown("#changed")).startsWith("Rows that have moved or gone: ");

        press("r");
        assertThat(rows()).containsExactly("n-c", "n-d", "n-b");
        assertThat(is(focused + " === 'n-b'")).isTrue();
        assertThat(shown("#changed")).isEmpty();
    }

    @Test
    void rowsMoveWhereTheyBelongOnceAPersonRests() throws Exception {
        open("/");
        press("j");
        desk.notice("n-c", Duration.ofMinutes(5));
        soon("that a row has moved").until(() -> !shown("#changed").isEmpty());
        assertThat(rows()).containsExactly("n-a", "n-b", "n-c");
        soon("rest").until(() -> rows().get(0).equals("n-c"));
        assertThat(shown("#changed")).isEmpty();
    }

    @Test
    void whoHearsThePageHearsWhichLevelWasReached() throws Exception {
        open("/");
        desk.reaches("n-b", "E7");
        soon("that it is said").until(() -> shown("#reached").equals("n-b reached E7."));
        desk.notice("n-d", Duration.ofMinutes(90));
        soon("the new row").until(() -> rows().contains("n-d"));
        assertThat(shown("#reached")).as("once").isEqualTo("n-b reached E7.");
    }

    @Test
    void whatIsTypedAndMarkedStays() throws Exception {
        open("/");
        driver.findElement(By.name("notifier")).sendKeys("stu");
        desk.notice("n-d", Duration.ofMinutes(90));
        soon("the new row").until(() -> rows().contains("n-d"));
        assertThat(is("document.activeElement.name === 'notifier'")).isTrue();
        assertThat(is("document.activeElement.value === 'stu'")).isTrue();
    }

    // What was missed -------------------------------------------------------------------------

    @Test
    void whatATabMissedWhileItWasNotSeenIsThereWhenItIs() throws Exception {
        open("/");
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get("about:blank");
        soon("no stream").until(() -> desk.streams() == 0);
        desk.notice("n-d", Duration.ofMinutes(90));
        desk.notice("n-e", Duration.ofMinutes(100));
        int asked = desk.asked();
        soon("that the news are over").until(() -> desk.asked() >= asked + 3);
        driver.close();
        driver.switchTo().window(window);
        soon("what is new").until(() -> rows().contains("n-e"));
        assertThat(rows()).containsExactly("n-a", "n-d", "n-e", "n-b", "n-c");
    }

    @Test
    void whatHappenedWhileTheDeskWasAwayIsThereOnceItIsBack() throws Exception {
        open("/");
        desk.away(() -> desk.notice("n-d", Duration.ofMinutes(90)));
        soon("what is new").until(() -> rows().contains("n-d"));
        soon("a page that lives").until(() -> shown("[data-age=page]").endsWith("live"));
    }

    // What is old -----------------------------------------------------------------------------

    @Test
    void aPageThatIsCutOffIsNotGoodByItsLastTick() throws Exception {
        desk.done("n-a");
        desk.done("n-b");
        desk.done("n-c");
        open("/");
        assertThat(shown("#live .none")).startsWith("No open notice. Read up to");
        desk.stop();
        run("leaps.machine += 16000; leaps.own += 16000");
        soon("an alarm").until(() -> is("document.querySelector('.age.ALARM') !== null"));
        assertThat(shown("[data-age=page]")).containsPattern("no connection for \\d+ s");
        assertThat(shown("[data-age=store]")).contains("not known while there is no connection");
        assertThat(shown("#live .none")).startsWith("Nothing to show, and that means nothing");
    }

    @Test
    void agesAndTheirReasonsFollowTheDesk() throws Exception {
        open("/");
        desk.ages(new Age(Age.Trust.ALARM, 7_000L, "made \u202E anew"));
        soon("an alarm").until(() -> shown("[data-age=store]").contains("made [U+202E] anew"));
        desk.ages(new Age(Age.Trust.ALARM, null, null, null, "REBUILD", List.of("10", "90")));
        soon("a rebuild").until(() -> shown("[data-age=store]").contains("10 of 90 records"));
        assertThat(shown("[data-age=store]")).doesNotContain("anew");
        desk.ages(Age.of(400, 5_000, 60_000));
        soon("good again").until(() -> shown("[data-age=store]").endsWith("0 s behind"));
    }

    @Test
    void aPageWhoseSessionIsOverCallsItself() throws Exception {
        open("/");
        desk.signOut();
        desk.notice("n-d", Duration.ofMinutes(90));
        soon("its end").until(() -> shown("[data-age=page]").contains("signed out"));
        assertThat(rows()).containsExactly("n-a", "n-b", "n-c");
    }

    // Tabs ------------------------------------------------------------------------------------

    @Test
    void eightTabsLiveByOneStreamAndAnotherLeadsWhereTheFirstIsClosed() throws Exception {
        open("/");
        List<String> windows = new ArrayList<>(List.of(window));
        for (int i = 1; i < 8; i++) {
            driver.switchTo().newWindow(WindowType.WINDOW);
            open("/");
            windows.add(driver.getWindowHandle());
        }
        assertThat(desk.streams()).isEqualTo(1);
        desk.notice("n-d", Duration.ofMinutes(90));
        for (String one : windows) {
            driver.switchTo().window(one);
            soon("the new row in each").until(() -> rows().contains("n-d"));
        }

        // The first one leads: it goes to another page of nobody.
        driver.switchTo().window(window);
        driver.get("about:blank");
        soon("another leader").until(() -> desk.streams() == 1);
        desk.notice("n-e", Duration.ofMinutes(95));
        for (String one : windows.subList(1, 8)) {
            driver.switchTo().window(one);
            soon("the new row in each").until(() -> rows().contains("n-e"));
        }
        // Whenever another window is the one that is seen, the leader may be another one, too.
        soon("one stream").until(() -> desk.streams() == 1);
    }

    // Time ------------------------------------------------------------------------------------

    /** How far the first countdown is from the truth, in ms: it shows whole seconds. */
    private long countdownOff() {
        return (Long)
                run(
                        "const time = document.querySelector('[data-id] time[data-due]');"
                                + "const parts = time.textContent.split(':').map(Number);"
                                + "const shown = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000;"
                                + "return Math.abs(Number(time.dataset.due) - arguments[0] - shown)",
                        desk.nowMs());
    }

    @Test
    void theClockOfTheMachineIsNoneOfACountdown() {
        open("/");
        assertThat(countdownOff()).isLessThan(2_000);
        for (int minutes : new int[] {-20, 30}) {
            run("leaps.machine += arguments[0] * 60000", minutes);
            soon("right again").until(() -> countdownOff() < 2_000);
            // As long as a page may take to notice what a clock did.
            for (int i = 0; i < 5; i++) {
                soon("right").until(() -> countdownOff() < 2_000);
            }
        }
    }

    @Test
    void aMachineThatSleptAnHourCountsOnWithinASecondOfWaking() throws Exception {
        desk.notice("n-a", Duration.ofHours(9));
        desk.done("n-b");
        desk.done("n-c");
        open("/");
        for (boolean ownTimeStands : new boolean[] {true, false}) {
            desk.leap(Duration.ofHours(1));
            run(
                    "leaps.machine += 3600000; leaps.own += arguments[0] ? 0 : 3600000;"
                            + " window.woke = null; const at = arguments[1];"
                            + "const time = () => document.querySelector('[data-id] time[data-due]');"
                            + "const began = Date.now(), timer = setInterval(() => {"
                            + " const parts = time().textContent.split(':').map(Number);"
                            + " const shown = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000;"
                            + " const now = at + Date.now() - began;"
                            + " if (Math.abs(Number(time().dataset.due) - now - shown) < 2000) {"
                            + " clearInterval(timer); window.woke = Date.now() - began; } }, 50);",
                    ownTimeStands,
                    desk.nowMs());
            soon("right after it woke").until(() -> is("window.woke !== null"));
            assertThat((Long) run("return window.woke")).isLessThan(1_500);
            assertThat(countdownOff()).isLessThan(2_000);
        }
    }

    @Test
    void theZoneOfTheMachineIsNoneOfThePage() {
        driver.executeCdpCommand(
                "Emulation.setTimezoneOverride", Map.of("timezoneId", "America/New_York"));
        open("/");
        String pattern = "yyyy-MM-dd HH:mm:ss xxx";
        Instant now = Instant.ofEpochMilli(desk.nowMs());
        String written =
                String.valueOf(
                        run("return document.querySelector('#stripe .zone time').innerText"));
        List<String> expected = new ArrayList<>();
        for (int seconds = -3; seconds <= 1; seconds++) {
            expected.add(
                    DateTimeFormatter.ofPattern(pattern)
                            .format(now.plusSeconds(seconds).atOffset(ZoneOffset.ofHours(8))));
        }
        assertThat(expected).contains(written);
        soon("that it goes on")
                .until(
                        () ->
                                !written.equals(
                                        run(
                                                "return document.querySelector("
                                                        + "'#stripe .zone time').innerText")));
    }
}
