package dev.vigil.desk.act;

import java.util.Arrays;
import java.util.List;

/**
 * A field of a form. Its label is the text {@code field.NAME}.
 *
 * @param name also of the property that a record has it in
 * @param most characters; of {@link Kind#LINES} of each line
 * @param type what the texts of its options begin with; null where it has none
 * @param options the values to choose from
 * @param implied outcome of the form that the page chooses once this is given; null for none
 */
public record FormField(
        String name,
        Kind kind,
        boolean isRequired,
        int most,
        String type,
        List<String> options,
        String implied) {
    /** How a person gives it. */
    public enum Kind {
        /** One line of text. */
        LINE,
        /** The pointer to a person; those who have acted at this desk are offered. */
        PERSON,
        /** Several lines of text. */
        AREA,
        /** A value on each line. */
        LINES,
        /** One of the options, the first one unless a person chooses another. */
        CHOICE,
        /** One of the options, none of which is chosen beforehand. */
        OPEN_CHOICE,
        /** Some of the options. */
        BOXES,
        /** Some of the items of the notice. */
        ITEMS,
        /** Yes, or not. */
        FLAG,
        /** A time in the zone of the person; now where none is given. */
        TIME,
        /** A time in the zone of the person, or none. */
        OPEN_TIME,
        /** A whole number. */
        NUMBER,
        /** Hidden: what the page has shown. */
        SHOWN
    }

    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_TIME = 30;

    public static FormField line(String name, int most) {
        return new FormField(name, Kind.LINE, false, most, null, List.of(), null);
    }

    public static FormField person(String name) {
        return new FormField(name, Kind.PERSON, false, 200, null, List.of(), null);
    }

    public static FormField area(String name, int most) {
        return new FormField(name, Kind.AREA, false, most, null, List.of(), null);
    }

    public static FormField lines(String name, int most) {
        return new FormField(name, Kind.LINES, false, most, null, List.of(), null);
    }

    public static FormField items(String name) {
        return new FormField(name, Kind.ITEMS, false, 200, null, List.of(), null);
    }

    public static FormField flag(String name) {
        return new FormField(name, Kind.FLAG, false, 5, null, List.of(), null);
    }

    public static FormField time(String name) {
        return new FormField(name, Kind.TIME, false, LONGEST_TIME, null, List.of(), null);
    }

    /** None is given where it is left empty. */
    public static FormField openTime(String name) {
        return new FormField(name, Kind.OPEN_TIME, false, LONGEST_TIME, null, List.of(), null);
    }

    public static FormField number(String name) {
        return new FormField(name, Kind.NUMBER, false, LONGEST_NUMBER, null, List.of(), null);
    }

    /** What is decided on, as the page has shown it. */
    static FormField shown() {
        return new FormField(Shown.FIELD, Kind.SHOWN, false, 1_000, null, List.of(), null);
    }

    /**
     * One of the words that a record has no enum for; none is chosen beforehand.
     *
     * @param type of the texts of the options, as {@code type.option}
     */
    public static FormField words(String name, String type, String... options) {
        return new FormField(name, Kind.OPEN_CHOICE, false, 200, type, List.of(options), null);
    }

    /** One of some constants, the first one if nothing is chosen. */
    @SafeVarargs
    public static <E extends Enum<E>> FormField choice(String name, E... options) {
        return of(name, Kind.CHOICE, options);
    }

    @SafeVarargs
    public static <E extends Enum<E>> FormField boxes(String name, E... options) {
        return of(name, Kind.BOXES, options);
    }

    private static <E extends Enum<E>> FormField of(String name, Kind kind, E[] options) {
        return new FormField(
                name,
                kind,
                false,
                200,
                options[0].getDeclaringClass().getSimpleName(),
                Arrays.stream(options).map(Enum::name).toList(),
                null);
    }

    public boolean isTime() {
        return kind == Kind.TIME || kind == Kind.OPEN_TIME;
    }

    public FormField required() {
        return new FormField(name, kind, true, most, type, options, implied);
    }

    /** It belongs to one outcome alone, which a person then need not choose. */
    public FormField implies(Enum<?> outcome) {
        return new FormField(name, kind, isRequired, most, type, options, outcome.name());
    }
}
