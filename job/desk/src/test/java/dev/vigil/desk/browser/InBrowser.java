package dev.vigil.desk.browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test in the browser. Whatever the browser keeps out of a page, an error on its console, a
 * request to another host, or a warning of a desk fails the test in which it happens.
 */
public abstract class InBrowser {
    protected static Browser browser;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.shared();
    }

    @BeforeEach
    void forgetWhatWas() {
        browser.begin();
        BrowsedDesk.forgetWarnings();
    }

    @AfterEach
    void nothingWasKeptOut() {
        browser.requireQuiet();
        BrowsedDesk.requireNoWarnings();
    }
}
