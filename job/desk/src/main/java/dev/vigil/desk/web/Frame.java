package dev.vigil.desk.web;

import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.clock.StopReason;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What is around every page. Templates pass it to {@code layout.jte}, and ask it for what a form
 * needs.
 *
 * @param path of the page with its query, as a link to it
 * @param csrf the session's token, empty where no person is signed in
 * @param links to the screens that the visitor may see
 * @param asset the address of a script, style or picture by its name
 * @param permits true for a path of an act that the visitor may do
 * @param mark of the state that the page shows, see {@link LiveState#mark}
 */
public record Frame(
        PageText text,
        String title,
        String path,
        Visitor visitor,
        String csrf,
        Ages ages,
        List<NavLink> links,
        UnaryOperator<String> asset,
        Predicate<String> permits,
        String mark) {
    /**
     * A link to a screen.
     *
     * @param key of its text
     * @param shortcut the letter after g
     * @param count of what waits there; null where that is not counted
     * @param isHere true where the page is this screen
     */
    public record NavLink(String path, String key, char shortcut, Long count, boolean isHere) {}

    /** Characters: a message of Kafka may be long. */
    private static final int MOST_OF_A_REASON = 1_000;

    private static final List<String> ZONES =
            List.of(
                    "Asia/Shanghai",
                    "Asia/Hong_Kong",
                    "Asia/Tokyo",
                    "Europe/Berlin",
                    "Europe/London",
                    "America/New_York",
                    "America/Los_Angeles",
                    "UTC");

    public boolean isSignedIn() {
        return visitor != null;
    }

    /** One of the site's people: an owner sees what is its own. */
    public boolean isStaff() {
        return visitor.hasAny(DeskRole.STAFF);
    }

    /** The zones to choose from. */
    public List<String> zones() {
        return ZONES;
    }

    /** The address of a script, style or picture. */
    public String asset(String name) {
        return asset.apply(name);
    }

    /**
     * True where the visitor may do this act: templates show no form that would be refused.
     *
     * @param post as {@link DeskPost#path} gives it, such as {@code /notice/{id}/triage}
     */
    public boolean may(String post) {
        return permits.test(post);
    }

    /** How old something is, as the stripe has it; the script has the same places to fill. */
    public static Content words(PageText text, String name, Age age) {
        List<Object> values = new ArrayList<>();
        values.add(age.ms() == null ? "" : text.span(age.ms()));
        age.values().forEach(value -> values.add(text.shown(value)));
        return text.say("stripe." + name + "." + age.word(), values.toArray());
    }

    /**
     * Why a clock stands, in the reader's language.
     *
     * @param why null for the words of its job
     */
    public static Content why(PageText text, StopReason why, String reason) {
        String key = why == null ? "" : "StopCode." + why.code();
        return text.has(key)
                ? text.say(key, why.values().stream().map(text::foreign).toArray())
                : text.foreign(reason, MOST_OF_A_REASON);
    }

    /** Up to when all is here that was on the topics; the page goes on with it. */
    public Content readTo() {
        return output -> {
            output.writeContent("<span data-read-to>");
            output.writeUserContent(text.time(ages.readTo()));
            output.writeContent("</span>");
        };
    }

    /** Fields that each form has: the session's token, and a request id of its own. */
    public Content hidden() {
        return hidden(UUID.randomUUID().toString());
    }

    /**
     * The same of a form that may have been sent before: it stays one request.
     *
     * @param request null for one of its own
     */
    public Content hidden(String request) {
        return request == null
                ? hidden()
                : output -> {
                    token().writeTo(output);
                    field(output, "request", request);
                };
    }

    /** The session's token alone. */
    public Content token() {
        return output -> field(output, "csrf", csrf);
    }

    /** The state that a form was made from. */
    public Content seen(long asOf, long generation) {
        return output -> {
            field(output, "as_of", Long.toString(asOf));
            field(output, "generation", Long.toString(generation));
        };
    }

    /** Values are ids and numbers of our own: letters, digits, dashes. */
    private static void field(TemplateOutput output, String name, String value) {
        output.writeContent("<input type=\"hidden\" name=\"" + name + "\" value=\"");
        output.writeContent(value.replaceAll("[^A-Za-z0-9_-]", ""));
        output.writeContent("\">");
    }
}
