package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.HostileStrings;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Texts that a page must not obey, drawn by a browser: a page of each kind with all of them. A
 * dialog would fail the next command; what the browser keeps out would fail the test.
 */
class HostilePageITCase extends InBrowser {
    private static final String BEGIN = "⟦";
    private static final String END = "⟧";
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static BrowsedDesk desk;

    @BeforeAll
    static void oneTextBehindTheOther() {
        AtomicInteger next = new AtomicInteger();
        int all = HostileStrings.ALL.size();
        desk =
                BrowsedDesk.of(
                        words -> {
                            // One further at each round: no text is always in fields not shown.
                            int n = next.getAndIncrement();
                            return BEGIN + HostileStrings.ALL.get((n + n / all) % all) + END;
                        });
    }

    @AfterAll
    static void end() {
        if (desk != null) {
            desk.close();
        }
    }

    private static String spaced(String text) {
        return SPACES.matcher(text.replace('\u00A0', ' ')).replaceAll(" ").strip();
    }

    @Test
    void noPageObeysATextOfOthers() {
        browser.expect(400);
        browser.expect(404);
        PageText text =
                new PageText(Messages.of(PageLanguage.EN), ZoneId.of("UTC"), TestingVisit.NOW);
        List<String> shown =
                HostileStrings.ALL.stream()
                        .map(it -> spaced(text.shown(BEGIN + it + END)))
                        .toList();
        browser.signIn(desk, BrowsedDesk.ALL_ROLES, PageLanguage.EN);
        Set<String> seen = new HashSet<>();
        for (String address : addresses()) {
            browser.open(desk, address);
            for (String foreign : browser.look("foreign()")) {
                String one = spaced(foreign);
                if (one.startsWith(BEGIN) && one.indexOf(END) == one.length() - 1) {
                    assertThat(shown).as(address).contains(one);
                    seen.add(one);
                }
            }
            // What a person types into a form is given back as it is.
            assertThat(
                            browser.text(
                                    "const page = document.body.cloneNode(true);"
                                            + "page.querySelectorAll('textarea').forEach(one =>"
                                            + " one.remove()); return page.textContent"))
                    .as(address)
                    .doesNotContain("\u202E", "\u2066", "\u200B");
            assertThat(browser.text("return location.origin")).isEqualTo(desk.address(""));
        }
        // Those of fields that no page shows are looked for without a browser.
        assertThat(seen).hasSizeGreaterThan(shown.size() - 5);
        assertThat(seen).anyMatch(it -> it.contains("[U+202E]"));
    }

    /** Each kind of page, and what is asked for with each of the texts at once. */
    private static List<String> addresses() {
        List<String> all = new ArrayList<>();
        for (DeskScreen screen : BrowsedDesk.screens(desk.store())) {
            BrowsedPages.of(screen, Map.of()).stream()
                    .filter(address -> !BrowsedPages.isFile(address))
                    .forEach(all::add);
        }
        String asked =
                URLEncoder.encode(
                        String.join(" ", HostileStrings.ALL).substring(0, 400),
                        StandardCharsets.UTF_8);
        all.add("/search?q=" + asked);
        all.add("/?notifier=" + asked + "&work=" + asked);
        all.add("/alert/ack?alertKey=" + asked + "&note=" + asked);
        all.add("/notice/" + asked.replace("+", "%20"));
        return all;
    }
}
