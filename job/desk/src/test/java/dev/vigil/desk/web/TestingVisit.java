package dev.vigil.desk.web;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Visits and pages without a server. */
public final class TestingVisit {
    /** 2026-11-28T04:00:00Z, noon in Shanghai. */
    public static final long NOW = 1_795_838_400_000L;

    private static final Ages GOOD =
            new Ages(Age.of(400, 5_000, 60_000), Age.of(360, 60_000, 180_000), NOW - 400);

    private TestingVisit() {}

    /** By one person with all roles of the site's people; places as {@code "id", "n-1"}. */
    public static Visit get(PageLanguage language, Map<String, String> query, String... places) {
        Map<String, List<String>> values = new HashMap<>();
        query.forEach((name, value) -> values.put(name, List.of(value)));
        return visit(language, values, Map.of(), DeskRole.STAFF, places);
    }

    public static Visit get(String... places) {
        return get(PageLanguage.EN, Map.of(), places);
    }

    public static Visit post(Set<DeskRole> roles, Map<String, String> fields, String... places) {
        Map<String, List<String>> values = new HashMap<>();
        fields.forEach((name, value) -> values.put(name, List.of(value)));
        return visit(PageLanguage.EN, Map.of(), values, roles, places);
    }

    private static Visit visit(
            PageLanguage language,
            Map<String, List<String>> query,
            Map<String, List<String>> form,
            Set<DeskRole> roles,
            String... places) {
        Map<String, String> braces = new HashMap<>();
        for (int i = 0; i < places.length; i += 2) {
            braces.put(places[i], places[i + 1]);
        }
        PageText text = new PageText(Messages.of(language), ZoneId.of("Asia/Shanghai"), NOW);
        Visitor visitor = new Visitor("link:wang", "wang", roles, null);
        return new Visit("/", braces, query, form, visitor, text, GOOD, "127.0.0.1");
    }

    /** By another person. */
    public static Visit by(Visit visit, Visitor visitor) {
        return new Visit(
                visit.path(),
                visit.places(),
                visit.query(),
                visit.form(),
                visitor,
                visit.text(),
                visit.ages(),
                visit.address());
    }

    /** With other ages. */
    public static Visit aged(Visit visit, Ages ages) {
        return new Visit(
                visit.path(),
                visit.places(),
                visit.query(),
                visit.form(),
                visit.visitor(),
                visit.text(),
                ages,
                visit.address());
    }

    /** The page that an answer is, as its visitor gets it; every act is permitted. */
    public static Document page(Answer answer, Visit visit) {
        Answer.Page page = (Answer.Page) answer;
        Frame frame =
                new Frame(
                        visit.text(),
                        page.title(),
                        visit.path(),
                        visit.visitor(),
                        "token",
                        visit.ages(),
                        Arrays.asList(new Frame.NavLink("/", "nav.queue", 'q', 3L, true)),
                        name -> "/assets/0/" + name,
                        post -> true,
                        "test.1");
        return Jsoup.parse(new Pages().html(page, frame));
    }
}
