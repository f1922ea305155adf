package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.LagQuery;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.fixtures.broker.Await;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Rows that keys choose, the last form once more, tables that are drawn, an owner's pages. */
class RowsAndChartsITCase extends InBrowser {
    private static final long MINUTE_MS = 60_000;

    private static BrowsedDesk desk;

    @BeforeAll
    static void serve() {
        desk = BrowsedDesk.filled();
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    private Keyboard at(String path) {
        browser.signIn(desk, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        browser.open(desk, path);
        browser.ready();
        return new Keyboard(browser);
    }

    @Test
    void rowsAreChosenByKeysAndTheLastFormIsOpenedForTheNext() {
        Keyboard keys = at("/");
        browser.run(
                "document.querySelector('[form=bulk]').closest('tr').querySelector('a[data-row]').focus()");
        keys.press(Keys.SPACE, "j", Keys.SPACE);
        assertThat(browser.run("return document.querySelectorAll('[form=bulk]:checked').length"))
                .isEqualTo(2L);
        // With rows chosen a key of theirs leads to their button, and sends nothing.
        keys.press("c");
        assertThat(browser.run("return document.activeElement.value")).isEqualTo("claim");
        keys.enter();
        assertThat(browser.run("return document.querySelectorAll('[name=rowrequest]').length"))
                .isEqualTo(2L);
        browser.leave(() -> browser.run("document.querySelector('main form').requestSubmit()"));
        assertThat(browser.shown("main [role=status]")).contains("of 2 ordered");
    }

    @Test
    void aTableIsDrawnBesideItselfAndDrawnAgainWhereItChanges() {
        long now = TestingVisit.NOW;
        try (Handle handle = desk.store().handle()) {
            for (int i = 0; i < 60; i++) {
                LagQuery.keep(
                        handle,
                        now - i * MINUTE_MS,
                        400L + i,
                        0L,
                        Optional.of(Map.of("notices", (long) i)));
            }
        }
        at("/health");
        await().atMost(Await.PATIENCE)
                .until(
                        () ->
                                browser.run(
                                                "return document.querySelectorAll("
                                                        + "'figure.chart .drawn canvas').length")
                                        .equals(2L));
        assertThat(
                        browser.run(
                                "return document.querySelectorAll('figure.chart .wide table').length"))
                .isEqualTo(2L);
        assertThat(browser.run("return document.querySelector('.u-legend .u-label').textContent"))
                .as("in the reader's language")
                .isEqualTo(
                        browser.run(
                                "return document.querySelector('figure.chart th').textContent"));
    }

    @Test
    void anOwnerHasItsOwnPagesAndNothingOfTheOthers() {
        Visitor owner = new Visitor("oidc:studio", "studio", Set.of(DeskRole.OWNER), "studio");
        browser.signIn(desk, owner, PageLanguage.EN);
        for (String path :
                new String[] {
                    "/owner",
                    "/owner/claims",
                    "/owner/conflicts",
                    "/owner/authorizations",
                    "/owner/notices",
                    "/owner/usage",
                    "/owner/statement?month=2026-11",
                    "/owner/work/the-film",
                    "/owner/notice/n-2",
                    "/owner/notice"
                }) {
            browser.open(desk, path);
            browser.ready();
            assertThat(browser.run("return document.querySelector('[role=search]') === null"))
                    .isEqualTo(true);
        }
    }
}
