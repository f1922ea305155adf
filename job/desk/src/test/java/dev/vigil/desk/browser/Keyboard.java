package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/**
 * A person who works by keys alone. What with a mouse would be a click is counted: a key that opens
 * something, Enter on a link or a button, the space bar on a box, a choice.
 *
 * <p>How long it takes who knows what to do is reckoned as keystrokes are since Card, Moran and
 * Newell: 2.45 s to make up one's mind and press or point, 0.28 s for a character. What there is to
 * read is not in it; how long pages were waited for is measured.
 */
final class Keyboard {
    /** Fields and links of one page: more are none that a person goes through. */
    private static final int MOST_TABS = 150;

    private static final double CLICK_SECONDS = 1.35 + 1.1;
    private static final double CHARACTER_SECONDS = 0.28;

    private final Browser browser;
    private int clicks;
    private int fields;
    private int characters;
    private long waitedNs;

    Keyboard(Browser browser) {
        this.browser = browser;
    }

    /** How many clicks it would have been. */
    int clicks() {
        return clicks;
    }

    /** How many fields were filled in. */
    int fields() {
        return fields;
    }

    /** How long it takes: a field is a click more. */
    double seconds() {
        return (clicks + fields) * CLICK_SECONDS + characters * CHARACTER_SECONDS;
    }

    /** How long pages were waited for. */
    double waitedSeconds() {
        return waitedNs / 1e9;
    }

    private void leave(Runnable act) {
        long from = System.nanoTime();
        browser.leave(act);
        waitedNs += System.nanoTime() - from;
    }

    private void send(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    /** A key that changes the page alone, or moves. */
    Keyboard press(CharSequence... keys) {
        send(keys);
        return this;
    }

    /** A key, or several behind each other, that open a page. */
    Keyboard open(String keys) {
        clicks++;
        leave(() -> keys.chars().forEach(key -> send(Character.toString(key))));
        return this;
    }

    /** The link, button or form that has the focus. */
    Keyboard enter() {
        clicks++;
        leave(() -> send(Keys.ENTER));
        return this;
    }

    /**
     * Goes on until an element has the focus. As many tabs as there are fields and links up to it
     * are pressed at once; where a field takes several, the rest follows one by one.
     */
    Keyboard tabTo(String selector) {
        long between = (Long) browser.run("return look.tabs(arguments[0])", selector);
        if (between > 1) {
            send(Keys.TAB.toString().repeat((int) between - 1));
        }
        for (int i = 0; i <= MOST_TABS; i++) {
            if (isAt(selector)) {
                return this;
            }
            send(Keys.TAB);
        }
        throw new AssertionError(
                "expected to come to "
                        + selector
                        + " by tabs, got to "
                        + focused()
                        + " at "
                        + browser.path());
    }

    /** Goes on to an element that is seen to have the focus, and follows it. */
    Keyboard enter(String selector) {
        tabTo(selector);
        assertThat(
                        browser.run(
                                "const style = getComputedStyle(document.activeElement);"
                                        + "const row = document.activeElement.closest('tr');"
                                        + "return style.outlineStyle !== 'none' ||"
                                        + " style.boxShadow !== 'none' || row && getComputedStyle("
                                        + "row).outlineStyle !== 'none'"))
                .as("the focus is seen on " + focused())
                .isEqualTo(true);
        return enter();
    }

    /** Goes on to a button that leads to no other page, or to what opens, and presses it. */
    Keyboard use(String selector) {
        tabTo(selector);
        clicks++;
        send(Keys.ENTER);
        return this;
    }

    private boolean isAt(String selector) {
        return Boolean.TRUE.equals(
                browser.run("return document.activeElement.matches(arguments[0])", selector));
    }

    String focused() {
        return browser.text("return document.activeElement.outerHTML.slice(0, 200)");
    }

    Keyboard type(String text) {
        fields++;
        characters += text.length();
        send(text);
        return this;
    }

    /** A text that is there, such as a file of the list: a key and another. */
    Keyboard paste(String text) {
        fields++;
        characters += 2;
        send(text);
        return this;
    }

    /** Another option of a list, by the arrow keys. */
    Keyboard choose(String name, String value) {
        tabTo("[name=" + name + "]");
        clicks++;
        send(Keys.HOME);
        for (int i = 0; i < MOST_TABS; i++) {
            if (browser.text("return document.activeElement.value").equals(value)) {
                return this;
            }
            send(Keys.ARROW_DOWN);
        }
        throw new AssertionError("expected " + value + " in the list " + name);
    }

    /** A box. */
    Keyboard tick(String selector) {
        tabTo(selector);
        clicks++;
        send(Keys.SPACE);
        return this;
    }
}
