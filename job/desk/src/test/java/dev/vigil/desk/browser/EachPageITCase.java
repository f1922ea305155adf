package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each page that there is, in each state that it may have: nothing that axe finds, nothing wider
 * than a phone, nothing that a longer language would hide, dark and on paper too, and small.
 */
class EachPageITCase extends InBrowser {
    private static final int PHONE = 320;
    private static final int MOST_BYTES = 300_000;

    private static BrowsedDesk desk;
    private static BrowsedDesk empty;

    @BeforeAll
    static void desks() {
        desk = BrowsedDesk.filled();
        empty = BrowsedDesk.empty();
    }

    @AfterAll
    static void end() {
        for (BrowsedDesk one : new BrowsedDesk[] {desk, empty}) {
            if (one != null) {
                one.close();
            }
        }
    }

    /** All that is wrong with the page that is open; it is not the same behind. */
    private static List<String> faults(boolean isWhole) {
        List<String> faults = new ArrayList<>(browser.axe());
        browser.media("screen", "dark");
        browser.look("pale()", "boxes()").forEach(it -> faults.add("dark: " + it));
        if (isWhole) {
            browser.media("print", "dark");
            browser.look("printed()").forEach(it -> faults.add("print: " + it));
        }
        browser.media("screen", "light");
        browser.size(PHONE, 800);
        browser.look("large(" + MOST_BYTES + ")", "wide()", "pushed()", "boxes()")
                .forEach(faults::add);
        browser.look("longer()", "wide()").forEach(it -> faults.add("longer: " + it));
        browser.size(640, 450);
        browser.look("wide()").forEach(it -> faults.add("longer at 200 %: " + it));
        browser.wide();
        browser.look("wide()", "clipped()").forEach(it -> faults.add("longer: " + it));
        return faults;
    }

    /** The same page in the other language: other words, the same elements. */
    private static List<String> faultsOfWords() {
        List<String> faults = new ArrayList<>(browser.look("wide()", "clipped()"));
        browser.size(PHONE, 800);
        faults.addAll(browser.look("wide()", "pushed()"));
        browser.wide();
        return faults;
    }

    private static void check(Map<String, List<String>> found, String name, boolean isWhole) {
        check(found, name, faults(isWhole));
    }

    private static void check(Map<String, List<String>> found, String name, List<String> faults) {
        if (!faults.isEmpty()) {
            found.put(name, faults);
        }
    }

    /** What orders have made: pages of drafts and orders. */
    static Map<String, String> ordered(Browser browser) {
        Map<String, String> ids = new HashMap<>();
        ids.put(
                "/order/{id}",
                id(Forms.send(browser, "/note", "about", "notice/n-2", "text", "x")));
        ids.put("/draft/{id}", id(Forms.send(browser, "/notice/s-valid/hold", "documentRef", "x")));
        String draft = id(Forms.send(browser, "/list/draft", "entries", Forms.LIST));
        ids.put("/list/draft/{id}", draft);
        ids.put("/list/draft/{id}/entries.json", draft);
        String inspection =
                Forms.send(browser, "/inspection", "from", "2026-11-01T00:00", "to", "");
        await("an inspection")
                .atMost(Duration.ofMinutes(5))
                .until(() -> Forms.has(browser, inspection, "main form"));
        ids.put("/inspection/{id}", id(inspection));
        String compared = Forms.send(browser, "/compare", "query", "match", "reference", "x");
        await("a comparison")
                .atMost(Duration.ofMinutes(5))
                .until(() -> Forms.has(browser, compared, "main img"));
        ids.put("/compare/{id}", id(compared));
        ids.put("/compare/{id}/picture.png", id(compared));
        return ids;
    }

    private static String id(String path) {
        return path.replaceAll("\\?.*", "").replaceAll(".*/", "");
    }

    @ParameterizedTest
    @EnumSource
    void eachPageThatThereIs(PageLanguage language) {
        browser.signIn(desk, BrowsedDesk.ALL_ROLES, language);
        browser.open(desk, "/");
        Map<String, String> ordered = ordered(browser);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (DeskScreen screen : BrowsedDesk.screens(desk.store())) {
            List<String> addresses = BrowsedPages.of(screen, ordered);
            if (addresses.isEmpty()) {
                found.put(screen.path(), List.of("no address: name one in BrowsedPages"));
            }
            for (String address : addresses) {
                if (BrowsedPages.isFile(address)) {
                    assertThat(Forms.status(browser, address)).isEqualTo("200");
                } else {
                    browser.open(desk, address);
                    boolean isWhole = language == PageLanguage.EN;
                    check(found, address, isWhole ? faults(true) : faultsOfWords());
                    String refused = browser.shown("main p[role=alert]");
                    if (!refused.isEmpty() || browser.shown("main h1, main h2").isBlank()) {
                        found.put(address, List.of("no page: " + refused));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void onAPhoneTheLinkOfThisPageIsAmongThoseThatAreSeen() {
        browser.signIn(desk, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        browser.size(PHONE, 800);
        try {
            for (String path : List.of("/", "/works", "/health")) {
                browser.open(desk, path);
                assertThat(browser.run("return !!document.querySelector('nav [aria-current]')"))
                        .isEqualTo(true);
                assertThat(browser.look("lost()")).as(path).isEmpty();
            }
        } finally {
            browser.wide();
        }
    }

    /** The planted faults: in a place whose contrast axe has looked at before, and in a new one. */
    @Test
    void aPaleTextIsFoundWhereverItIs() {
        browser.signIn(desk, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        browser.open(desk, "/health");
        assertThat(browser.axe()).isEmpty();
        browser.run(
                "const sheet = new CSSStyleSheet(); sheet.replaceSync('main h1, .new {color: #ccc}');"
                        + "document.adoptedStyleSheets = [sheet]");
        assertThat(browser.axe()).singleElement().asString().startsWith("contrast 1.");
        browser.run(
                "const text = document.createElement('p'); text.className = 'new';"
                        + "text.textContent = 'pale'; document.querySelector('main').append(text)");
        assertThat(browser.axe())
                .hasSize(2)
                .allMatch(fault -> fault.startsWith("color-contrast: "));
    }

    @Test
    void anEmptyStore() {
        browser.signIn(empty, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String path : BrowsedPages.lists(BrowsedDesk.screens(empty.store()))) {
            browser.open(empty, path);
            check(found, path, false);
        }
        assertThat(found).isEmpty();
    }

    /** An empty list is not called empty, and the line of ages says why. */
    @Test
    void ageThatNobodyCanTrust() {
        browser.signIn(empty, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Age.Trust trust : Age.Trust.values()) {
            Long ms = trust == Age.Trust.UNKNOWN ? null : Long.valueOf(192_000);
            empty.ages(
                    new Ages(
                            new Age(trust, ms, null),
                            new Age(trust, ms, trust == Age.Trust.ALARM ? "a reason" : null),
                            trust == Age.Trust.GOOD ? Long.valueOf(TestingVisit.NOW) : null));
            browser.open(empty, "/");
            String nothing = browser.shown("main .none");
            assertThat(nothing.contains("that means nothing")).isEqualTo(trust != Age.Trust.GOOD);
            check(found, trust.name(), true);
        }
        empty.agesAreGood();
        assertThat(found).isEmpty();
    }

    @Test
    void aStoreThatDoesNotAnswer() {
        browser.expect(503);
        browser.signIn(empty, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        browser.open(empty, "/");
        try {
            empty.isBroken(true);
            browser.driver().get(empty.address("/alerts"));
            assertThat(browser.shown("main")).contains("The store does not answer");
            assertThat(browser.axe()).isEmpty();
        } finally {
            empty.isBroken(false);
            BrowsedDesk.forgetWarnings();
        }
        browser.open(empty, "/alerts");
    }

    @Test
    void aThousandRows() {
        try (BrowsedDesk many = BrowsedDesk.of(1_000)) {
            browser.signIn(many, BrowsedDesk.ALL_ROLES, PageLanguage.ZH);
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (String path : List.of("/", "/sessions?which=ALL")) {
                browser.open(many, path);
                assertThat(browser.text("return document.querySelectorAll('a[data-row]').length"))
                        .isEqualTo("50");
                check(found, path, true);
            }
            browser.open(many, "/");
            browser.leave(() -> browser.run("document.querySelector('a[rel=next]').click()"));
            check(found, browser.path(), false);
            assertThat(found).isEmpty();
        }
    }

    @Test
    void formsThatAreWrongAndPagesThatAreRefused() {
        browser.expect(400);
        browser.expect(404);
        browser.expect(409);
        browser.signIn(desk, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String form : List.of("/notices", "/notice/n-7/refuse", "/list/draft", "/alert/ack")) {
            browser.open(desk, form);
            Forms.sendOpen(browser, "entries", "entry,work\nx");
            assertThat(browser.shown("main [role=alert]")).as(form).isNotBlank();
            // The focus is where it is wrong, or on why.
            assertThat(
                            browser.run(
                                    "return document.activeElement.matches("
                                            + "'[aria-invalid=true], [data-why]')"))
                    .as(form)
                    .isEqualTo(true);
            check(found, "wrong: " + form, false);
        }
        browser.open(desk, "/notice/n-none");
        check(found, "none", false);
        browser.open(desk, "/");
        browser.run("document.getElementById('keys').showModal()");
        check(found, "keys", false);
        browser.open(desk, "/");
        browser.run("document.querySelector('.tools details').open = true");
        check(found, "menu", false);
        assertThat(found).isEmpty();
    }

    /** One person alone, a holder of rights, and a person who is not signed in. */
    @Test
    void otherPeople() {
        browser.expect(403);
        Map<String, List<String>> found = new LinkedHashMap<>();
        browser.signIn(
                desk, new Visitor("link:wang", "wang", DeskRole.STAFF, null), PageLanguage.EN);
        browser.open(desk, "/");
        assertThat(browser.shown("#stripe .alone")).isNotBlank();
        check(found, "alone", false);
        String name = "A Studio with a long Name 电影有限公司";
        browser.signIn(
                desk,
                new Visitor("oidc:studio", name, Set.of(DeskRole.OWNER), "studio"),
                PageLanguage.ZH);
        browser.open(desk, "/owner/claim");
        check(found, "owner", false);
        browser.open(desk, "/alerts");
        check(found, "refused", false);
        browser.driver().manage().deleteAllCookies();
        browser.driver().get(desk.address("/signin"));
        assertThat(browser.axe()).isEmpty();
        assertThat(browser.look("wide()")).isEmpty();
        assertThat(found).isEmpty();
    }
}
