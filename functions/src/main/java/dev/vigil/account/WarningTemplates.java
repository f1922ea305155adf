package dev.vigil.account;

import dev.vigil.schema.account.WarningKind;
import java.io.Serializable;
import java.util.List;

/**
 * Templates of the texts of warnings. A parameter is its name in braces, {@code {works}}; a line
 * that names a parameter without a value is left out.
 *
 * @param version of these templates; warnings name it with a digest of the templates
 * @param zone that moments are shown in
 */
public record WarningTemplates(String version, String zone, Language zh, Language en)
        implements Serializable {

    /**
     * Templates in one language.
     *
     * @param moment pattern of a date and time; it names the zone
     * @param separator between the values of a list
     * @param more what a list that is too long ends with; {@code {n}} is how many are left out
     * @param until a measure that ends: {@code {measure}} and {@code {moment}}
     * @param words what to write for the codes of {@link TemplateCheck#CODES}
     */
    public record Language(
            String moment,
            String separator,
            String more,
            String until,
            List<Word> words,
            Template reminder,
            Template first,
            Template strike,
            Template proposal,
            Template ended,
            Template lifted,
            Template relieved,
            Template live)
            implements Serializable {

        public Template template(WarningKind kind) {
            return switch (kind) {
                case REMINDER -> reminder;
                case FIRST -> first;
                case STRIKE -> strike;
                case PROPOSAL -> proposal;
                case ENDED -> ended;
                case LIFTED -> lifted;
                case RELIEVED -> relieved;
                case LIVE -> live;
            };
        }
    }

    /**
     * @param code a measure, a step, or the kind of content or ground
     */
    public record Word(String code, String text) implements Serializable {}

    /**
     * @param body its lines
     */
    public record Template(String title, List<String> body) implements Serializable {}

    /** What is wrong with them, all at once; empty where nothing is. */
    public List<String> errors() {
        return TemplateCheck.errors(this);
    }
}
