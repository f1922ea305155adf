package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.audit.LogFault;
import dev.vigil.client.inspect.BundleCheck;
import dev.vigil.client.inspect.TestingTopics;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.text.Messages;
import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;

/**
 * What people do all day, in both languages, by keys alone, with no more steps than a person may be
 * asked for. What was ordered is done when the page says so.
 */
class JourneyITCase extends InBrowser {
    private static final String OUTCOME = "return document.querySelector('[name=outcome]').value";
    private static final String ADDRESS = "[name=missing][value=ADDRESS]";
    private static final String TICKED =
            "return document.querySelectorAll('[name=missing]:checked').length";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SEND = "main form[data-form] button";

    private static final Visitor HANDLER = BrowsedDesk.person("wang", DeskRole.HANDLER);
    private static final Visitor LEAD = BrowsedDesk.person("li", DeskRole.LEAD);
    private static final Visitor OTHER_LEAD = BrowsedDesk.person("zhao", DeskRole.LEAD);
    private static final Visitor PUBLISHER = BrowsedDesk.person("sun", DeskRole.PUBLISHER);
    private static final Visitor OTHER_PUBLISHER = BrowsedDesk.person("qian", DeskRole.PUBLISHER);
    private static final Visitor AUDITOR = BrowsedDesk.person("chen", DeskRole.AUDITOR);
    private static final Visitor OWNER =
            new Visitor("oidc:studio", "studio", Set.of(DeskRole.OWNER), "studio");

    /** One for each language: the same day twice. */
    private static final Map<PageLanguage, BrowsedDesk> DESKS = new EnumMap<>(PageLanguage.class);

    @TempDir private Path folder;
    private BrowsedDesk desk;
    private PageLanguage language;
    private String task;

    @BeforeEach
    void nameTheTask(TestInfo info) {
        task = info.getTestMethod().orElseThrow().getName();
    }

    @AfterAll
    static void end() {
        DESKS.values().forEach(BrowsedDesk::close);
        DESKS.clear();
    }

    /** A person at the queue, or at the page of a link in a mail. */
    private Keyboard at(PageLanguage spoken, Visitor visitor, String path) {
        language = spoken;
        desk = DESKS.computeIfAbsent(spoken, it -> BrowsedDesk.filled());
        browser.signIn(desk, visitor, spoken);
        browser.open(desk, path);
        assertThat(browser.text("return document.documentElement.lang")).isEqualTo(spoken.tag());
        return new Keyboard(browser);
    }

    /**
     * The task is done: by so few clicks and so soon, all persons together. What it took is
     * printed.
     */
    private void within(int mostClicks, int mostSeconds, Keyboard... people) {
        int clicks = Stream.of(people).mapToInt(Keyboard::clicks).sum();
        double seconds = Stream.of(people).mapToDouble(Keyboard::seconds).sum();
        System.out.printf(
                Locale.ROOT,
                "%s %s: %d of %d clicks, %d fields, %.0f of %d s, pages waited for %.1f s%n",
                language.tag(),
                task,
                clicks,
                mostClicks,
                Stream.of(people).mapToInt(Keyboard::fields).sum(),
                seconds,
                mostSeconds,
                Stream.of(people).mapToDouble(Keyboard::waitedSeconds).sum());
        assertThat(clicks).as("clicks").isLessThanOrEqualTo(mostClicks);
        assertThat(seconds).as("seconds").isLessThanOrEqualTo(mostSeconds);
    }

    private Keyboard next(Visitor visitor, String path) {
        return at(language, visitor, path);
    }

    /** Until the job has answered, and the page says so by itself. */
    private static void taken() {
        seen(".order.TAKEN", "");
        assertThat(browser.path()).startsWith("/order/");
    }

    /** Until the page shows it by itself: an element, and a text in it. */
    private static void seen(String selector, String text) {
        await(selector)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(
                        () -> assertThat(browser.shown(selector)).isNotBlank().contains(text));
    }

    private static boolean has(String selector) {
        return browser.run("return document.querySelector(arguments[0])", selector) != null;
    }

    /** Down the rows, as far as a link that begins so. */
    private static Keyboard downTo(Keyboard keyboard, String href) {
        for (int i = 0; i < 60; i++) {
            keyboard.press("j");
            if (keyboard.focused().contains("href=\"" + href)) {
                return keyboard;
            }
        }
        throw new AssertionError("expected a row of " + href + ", got to " + keyboard.focused());
    }

    // The notice ------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void sayWhichNoticeIsMostUrgentAndUntilWhen(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/");
        String first = "#live > .wide table.queue tbody tr:first-child";
        assertThat(browser.shown(first)).contains("n-2", "11-28 11:57:40", "E8");
        assertThat(browser.text("return document.querySelector('" + first + " time').textContent"))
                .startsWith("-0:");
        assertThat(
                        browser.run(
                                "return document.querySelector('"
                                        + first
                                        + "').getBoundingClientRect().bottom < innerHeight"))
                .as("it is seen without scrolling")
                .isEqualTo(true);
        within(0, 5, person);
    }

    @ParameterizedTest
    @EnumSource
    void acknowledgeFromTheLinkOfAMail(PageLanguage spoken) {
        Keyboard person = at(spoken, LEAD, "/alerts?key=n-2%2F1%2FE5");
        person.open("a").type("on it").enter(SEND);
        taken();
        within(2, 20, person);
        browser.open(desk, "/alerts?key=n-2%2F1%2FE5");
        assertThat(browser.shown("main")).contains("oidc:li", "on it");
    }

    @ParameterizedTest
    @EnumSource
    void acceptANoticeForwardItAndConfirmItsItem(PageLanguage spoken) {
        Keyboard person = downTo(at(spoken, HANDLER, "/"), "/notice/n-7");
        person.open("t");
        assertThat(browser.shown("main")).contains("These rooms show our film", "room-n-7-0");
        person.enter(SEND);
        taken();
        person.open("f").enter(SEND);
        taken();
        person.open("x").enter(SEND);
        taken();
        within(6, 60, person);
        browser.open(desk, "/?over=1");
        assertThat(browser.shown("main")).contains("n-7");
    }

    @ParameterizedTest
    @EnumSource
    void sayWhatAnIncompleteNoticeLacks(PageLanguage spoken) {
        Keyboard person = downTo(at(spoken, HANDLER, "/"), "/notice/n-31");
        // Its next step is another one, and that of another row is not meant.
        person.press("t");
        assertThat(browser.path()).isEqualTo("/");
        person.enter().open("t");
        // What lacks is ticked and chooses the outcome, and no more once it is taken away.
        assertThat(browser.text(OUTCOME)).isEqualTo("INCOMPLETE");
        person.tick(ADDRESS);
        assertThat(browser.text(OUTCOME)).isEqualTo("ACCEPTED");
        person.tick(ADDRESS).tick("[name=missing][value=TRUTH]");
        assertThat(browser.text(OUTCOME)).isEqualTo("INCOMPLETE");
        // Another outcome takes the ticks away, as they would be refused with it.
        choose("ACCEPTED");
        assertThat(browser.run(TICKED)).isEqualTo(0L);
        choose("INCOMPLETE");
        assertThat(browser.run(TICKED)).as("those that were proposed").isEqualTo(1L);
        person.enter(SEND);
        taken();
        // Three of them only to see what they do.
        within(6, 40, person);
    }

    private void choose(String outcome) {
        browser.run(
                "const it = document.querySelector('[name=outcome]'); it.value = '"
                        + outcome
                        + "'; it.dispatchEvent(new Event('input', {bubbles: true})); return null");
    }

    @ParameterizedTest
    @EnumSource
    void fileANotice(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/").open("n");
        person.tabTo("[name=noticeId]").type("n-new");
        person.tabTo("[name=notifier]").type("harbour");
        person.tabTo("[name=workName]").type("电影 Two");
        person.tabTo("[name=items]").type("room-new https://video.example/new");
        person.enter(SEND);
        taken();
        within(2, 60, person);
        browser.open(desk, "/notice/n-new");
        assertThat(browser.shown("main")).contains("电影 Two", "room-new");
    }

    /** The session ends while a note is written. */
    @ParameterizedTest
    @EnumSource
    void sendWhatWasTypedAfterSigningInAgain(PageLanguage spoken) {
        browser.expect(401);
        browser.expect(403);
        String typed = "called back, 明天再谈";
        Keyboard person = at(spoken, HANDLER, "/notice/n-31").open("m");
        person.tabTo("[name=text]").type(typed);
        browser.driver().manage().deleteAllCookies();
        person.tabTo(SEND).press(Keys.ENTER);
        seen("dl.kept", typed);
        assertThat(browser.axe()).isEmpty();

        browser.signIn(desk, HANDLER, spoken);
        browser.leave(() -> person.tabTo("main form button").press(Keys.ENTER));
        assertThat(browser.text("return document.querySelector('[name=text]').value"))
                .isEqualTo(typed);
        person.enter(SEND);
        taken();
    }

    @ParameterizedTest
    @EnumSource
    void takeACounterNotice(PageLanguage spoken) {
        Keyboard person = downTo(at(spoken, HANDLER, "/"), "/notice/n-40").enter();
        person.open("v");
        // A list goes to the option that begins with what is typed.
        person.tabTo("[name=reasonCode]").type(spoken.of("用户已", "auth"));
        assertThat(browser.text("return document.activeElement.value")).isEqualTo("authorized");
        person.tick("[name=truthDeclaration]").enter(SEND);
        taken();
        within(4, 40, person);
    }

    @ParameterizedTest
    @EnumSource
    void twoLeadsPauseAClock(PageLanguage spoken) {
        Keyboard first = at(spoken, LEAD, "/notice/s-valid").open("h");
        first.tabTo("[name=documentRef]").type("court 12-3").enter(SEND);
        String draft = browser.path();
        assertThat(draft).startsWith("/draft/");
        assertThat(browser.run("return document.querySelector('main form')")).isNull();

        Keyboard second = next(OTHER_LEAD, draft);
        second.enter("form[action$='/approve'] button");
        taken();
        within(3, 40, first, second);
    }

    // Streams ---------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void sayWhyAStreamWasStopped(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/").open("gs");
        downTo(person, "/session/live-77").enter();
        assertThat(browser.shown("main"))
                .contains("screening-1", "CN", spoken.of("第四条", "Declaration IV"));
        within(2, 20, person);
    }

    /** The same stretch of both: their peaks joined, and the work in its place in the picture. */
    @ParameterizedTest
    @EnumSource
    void compareASessionWithTheWorkBySoundAndPicture(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/").open("gs");
        downTo(person, "/session/live-77").enter();
        String sound = ".evidence article:nth-of-type(1)";
        assertThat(browser.shown(sound + " h3")).contains("the-film / ref-1");
        assertThat(has(sound + " svg.spans") && has(sound + " svg.peaks path.met")).isTrue();
        String pictures = ".evidence article:nth-of-type(2)";
        assertThat(browser.shown(pictures + " h3")).contains("other-film / ref-2");
        assertThat(has(pictures + " svg.thumbnail image") && has(pictures + " rect.found"))
                .isTrue();
        // The figures of the drawing, for people who do not see it.
        person.use(sound + " summary");
        assertThat(browser.shown(sound + " details table")).contains("120.5", "%)");
        within(3, 30, person);
        assertThat(browser.axe()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void confirmACommandThatThePlatformDidNot(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/").open("gc");
        downTo(person, "/command/live-77%2Fcommand%2F1").open("x").enter(SEND);
        taken();
        within(3, 30, person);
    }

    // The list --------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void importABatchAndSayWhatItWouldStop(PageLanguage spoken) {
        Keyboard drafter = at(spoken, HANDLER, "/").open("gl");
        drafter.enter("main a[href='/list/draft']");
        drafter.tabTo("[name=entries]").paste(Forms.LIST.strip()).enter(SEND);
        drafter.enter("form[action$='/preview'] button");
        assertThat(browser.shown("main")).contains("upload-5", "HK");
        within(4, 90, drafter);
    }

    /** Who has drafted it does neither; who has approved it does not publish it. */
    @ParameterizedTest
    @EnumSource
    void twoPublishersPublishAListAndReadItsReceipt(PageLanguage spoken) {
        at(spoken, HANDLER, "/list/draft");
        // Of another work than the batch of the test above, which would stop nothing any more.
        String entries =
                Forms.LIST
                        .replace("screening-9,the-film", "screening-10,other-film")
                        .replace("-9,HK", "-10,HK");
        String draft = Forms.send(browser, "/list/draft", "entries", entries);

        Keyboard first = next(PUBLISHER, draft).enter("form[action$='/preview'] button");
        String sentence = browser.shown("form[action$='/approve'] strong");
        assertThat(sentence).contains("2026-10");
        first.tabTo("[name=sentence]").type(sentence).enter("form[action$='/approve'] button");
        assertThat(has("form[action$='/publish']")).isFalse();
        assertThat(browser.axe()).isEmpty();

        Keyboard second = next(OTHER_PUBLISHER, draft);
        assertThat(browser.shown("main")).contains("oidc:wang", "oidc:sun");
        second.enter("form[action$='/publish'] button");
        String complete = Messages.of(spoken).raw("list.receipt.complete");
        seen("#live", complete);
        assertThat(browser.shown("#live")).contains("80", "oidc:qian");
        assertThat(browser.axe()).isEmpty();

        next(PUBLISHER, draft);
        assertThat(browser.shown("#live")).contains(complete);
        within(4, 60, first, second);
    }

    // Inspection ------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void inspectAMonthTakeItAwayAndVerifyIt(PageLanguage spoken) throws IOException {
        Keyboard person = at(spoken, AUDITOR, "/").open("gx");
        // The month that is over is there already: the scene is of this one.
        typeDay(person, "from", "11012026");
        typeDay(person, "to", "12012026");
        person.tabTo("[name=askedBy]").type("版权局");
        person.enter("form[action='/inspection'] button");
        String take = "form[action$='/download'] button";
        seen(take, "");
        String id = browser.path().substring("/inspection/".length());
        String sum = browser.shown("table.facts code");
        assertThat(browser.shown("table.facts")).contains("oidc:chen", "版权局");
        assertThat(browser.axe()).isEmpty();
        browser.keepFiles(folder);
        person.use(take);
        within(3, 60, person);

        Path zip = folder.resolve("inspection.zip");
        await("the bundle").atMost(PATIENCE).until(() -> Files.exists(zip));
        unpack(zip);
        BundleCheck.Report report =
                BundleCheck.of(
                        folder.resolve("inspection.bundle"), List.of(TestingTopics.KEY), sum);
        assertThat(report.records()).isPositive();
        // Some records of the scene are about things that it does not have.
        assertThat(report.findings()).allMatch(it -> it.fault() == LogFault.UNFOUNDED);
        browser.open(desk, "/audit");
        // That it was asked for, and that it was taken away.
        assertThat(browser.shown("main").lines().filter(line -> line.contains(id)))
                .hasSize(2)
                .allMatch(line -> line.contains("oidc:chen"));
    }

    /** As a field of a time takes it, part by part: midnight of a day. */
    private static void typeDay(Keyboard person, String field, String day) {
        person.tabTo("[name=" + field + "]").type(day).press(Keys.ARROW_RIGHT).type("120000A");
        String iso = day.replaceAll("(..)(..)(....)", "$3-$1-$2T00:00");
        assertThat(browser.text("return document.activeElement.value")).startsWith(iso);
    }

    private void unpack(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path to = folder.resolve(entry.getName());
                Files.createDirectories(to.getParent());
                Files.copy(zip, to);
            }
        }
    }

    // Rights ----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void reviewAReference(PageLanguage spoken) {
        Keyboard person = at(spoken, LEAD, "/").open("gw");
        downTo(person, "/work/the-film").enter();
        person.enter("a[href^='/work/the-film/review']");
        person.tabTo("[name=referenceId]").type("ref-2");
        person.choose("review", "QUARANTINED").enter(SEND);
        taken();
        within(5, 40, person);
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerClaimsAWork(PageLanguage spoken) {
        Keyboard person = at(spoken, OWNER, "/owner/claim");
        person.tabTo("[name=workId]").type("other-film");
        person.tabTo("[name=shareBp]").type("4000");
        person.enter(SEND);
        taken();
        within(1, 40, person);
    }

    // The page itself -------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void tellWhetherThePageCanBeTrusted(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/");
        awaitAges("GOOD", "3");
        within(0, 5, person);
        desk.ages(
                new Ages(
                        Age.of(192_000, 5_000, 60_000),
                        new Age(
                                Age.Trust.ALARM,
                                61_000L,
                                "a transaction is open",
                                StopReason.of(StopCode.OPEN_TRANSACTION, "notices-2", 881),
                                "ALARM",
                                List.of()),
                        null));
        awaitAges("ALARM", "2");
        assertThat(browser.shown("[data-age=store]")).contains(spoken.of("3分 12秒", "3 min 12 s"));
        assertThat(browser.shown("[data-age=clock] small"))
                .isEqualTo(
                        spoken.of(
                                "notices-2 在位移 881 处有未结束的事务",
                                "a transaction is open in notices-2 at offset 881"));
        desk.agesAreGood();
    }

    /** The page has them with a tick, which may be a second away. */
    private static void awaitAges(String trust, String many) {
        String count = "return document.querySelectorAll('.age." + trust + "').length";
        await(trust)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.text(count)).isEqualTo(many));
    }

    @ParameterizedTest
    @EnumSource
    void findANoticeAndTheKeysAndAnotherLanguage(PageLanguage spoken) {
        Keyboard person = at(spoken, HANDLER, "/");
        person.press("/").type("n-14").enter();
        downTo(person, "/notice/n-14").enter();
        assertThat(browser.shown("h1")).contains("n-14");
        person.press("?");
        assertThat(browser.run("return document.getElementById('keys').open")).isEqualTo(true);
        person.press(Keys.ESCAPE);
        assertThat(browser.run("return document.getElementById('keys').open")).isEqualTo(false);
        browser.leave(() -> person.press(Keys.ESCAPE));
        assertThat(browser.path()).startsWith("/search");

        person.tabTo(".tools summary").press(Keys.ENTER);
        PageLanguage other = spoken == PageLanguage.ZH ? PageLanguage.EN : PageLanguage.ZH;
        person.choose("lang", other.tag()).enter(".tools .menu button:not([type])");
        assertThat(browser.text("return document.documentElement.lang")).isEqualTo(other.tag());
        assertThat(browser.path()).startsWith("/search");
    }
}
