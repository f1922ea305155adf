package dev.vigil.desk.screen;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.RunbookText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The runbooks, which the desk has within it in both languages. */
final class RunbookScreen implements DeskScreen {
    /** Names of the files in {@code job/docs/runbooks}. */
    static final List<String> PAGES =
            List.of(
                    "notice",
                    "time",
                    "commands",
                    "deadletters",
                    "list",
                    "media",
                    "references",
                    "notifier",
                    "ledger",
                    "audit",
                    "peers",
                    "desk");

    private static final String FOLDER = "/dev/vigil/desk/runbook/";

    /** Within it, under the same names. */
    private static final String CHINESE = "zh/";

    /** A page of a runbook, at a heading; null for its beginning. */
    static String of(String page, String anchor) {
        return DeskLink.to("runbook", page) + (anchor == null ? "" : "#" + anchor);
    }

    /** The heading of a level: e9 for E9.3; null for none. */
    static String anchor(String level) {
        return level == null || !level.matches("E[0-9].*")
                ? null
                : level.substring(0, 2).toLowerCase(Locale.ROOT);
    }

    @Override
    public String path() {
        return "/runbook/{page}";
    }

    @Override
    public Answer get(Visit visit) {
        String page = visit.place("page").replaceAll("\\.md$", "");
        String markdown = PAGES.contains(page) ? read(page) : null;
        if (markdown == null) {
            return Answer.refused(
                    404,
                    visit.text()
                            .text(
                                    "runbook.none",
                                    String.join(", ", PAGES),
                                    visit.text().shown(page)));
        }
        RunbookText content =
                visit.text().language() == PageLanguage.ZH
                        ? new RunbookText(read(CHINESE + page), markdown)
                        : new RunbookText(markdown);
        return Answer.page(
                content.title(), "notices/runbook.jte", new RunbookView(PAGES, page, content));
    }

    /** Null where this build has none. */
    private static String read(String page) {
        try (InputStream in = RunbookScreen.class.getResourceAsStream(FOLDER + page + ".md")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + page, e);
        }
    }
}
