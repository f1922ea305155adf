package dev.vigil.desk.act;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.desk.sign.DeskRole;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a person may do at the desk: who, by which form, and the records that it is.
 *
 * @param name of its texts: {@code deed.NAME}
 * @param path of the form, by GET and by POST, such as {@code /notice/{id}/triage}
 * @param roles any of these may do it
 * @param needsTwo another person has to approve it before it is carried out
 * @param fields in the order of the form
 */
public record Deed(
        String name,
        String path,
        Set<DeskRole> roles,
        boolean needsTwo,
        List<FormField> fields,
        Maker maker) {
    private static final String PLACE = "{id}";

    /** Checks a form against what is known, and makes its records. */
    public interface Maker {
        /**
         * @return at least one, all of one topic
         * @throws dev.vigil.client.act.ActRefused where what is known is against it
         * @throws IllegalArgumentException where a field is; the message begins with its name
         * @throws DeskRefused where the desk does not do it for this person
         */
        List<Act> make(ActFacts known, FormValues form) throws IOException;
    }

    /** The same of a form that is one record. */
    interface OneMaker {
        Act make(ActFacts known, FormValues form) throws IOException;
    }

    public Deed {
        roles = Set.copyOf(roles);
        fields = List.copyOf(fields);
    }

    static Deed one(
            String name, String path, Set<DeskRole> roles, OneMaker maker, FormField... fields) {
        return several(
                name, path, roles, (known, form) -> List.of(maker.make(known, form)), fields);
    }

    /** By one person, and of as many records as it takes. */
    static Deed several(
            String name, String path, Set<DeskRole> roles, Maker maker, FormField... fields) {
        return new Deed(name, path, roles, false, List.of(fields), maker);
    }

    static Deed two(
            String name, String path, Set<DeskRole> roles, OneMaker maker, FormField... fields) {
        return new Deed(
                name,
                path,
                roles,
                true,
                List.of(fields),
                (known, form) -> List.of(maker.make(known, form)));
    }

    /** It is proposed from what the notice lacks. */
    public boolean isTriage() {
        return name.equals("triage");
    }

    /** The key that opens its form; null where it has none. */
    public String shortcut() {
        return switch (name) {
            case "claim" -> "c";
            case "assign" -> "o";
            case "note" -> "m";
            case "file" -> "n";
            case "triage" -> "t";
            case "forward" -> "f";
            case "counter" -> "v";
            case "hold" -> "h";
            case "withdraw" -> "w";
            case "confirm", "command" -> "x";
            case "ack" -> "a";
            default -> null;
        };
    }

    /**
     * The address of its form.
     *
     * @param id what it is about; where its path has no place for it, it is given to the first
     *     field beforehand. Null for none
     */
    public String address(String id) {
        if (id == null) {
            return path;
        }
        return path.contains(PLACE)
                ? path.replace(PLACE, encoded(id))
                : path + "?" + fields.get(0).name() + "=" + encoded(id);
    }

    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The first segment of its path: what it is about. */
    public String about() {
        return path.split("/")[1];
    }
}
