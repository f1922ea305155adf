package dev.vigil.cli.text;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * What a verb prints to.
 *
 * @param columns of a line
 * @param lines of a terminal
 * @param terminal false for a file or another program
 * @param colours whether it shows any
 */
public record Screen(int columns, int lines, boolean terminal, boolean colours) {
    private static final int COLUMNS = 100;
    private static final int LINES = 24;

    /** As the launcher and the user have set it up. */
    public static Screen here() {
        return of(System.getenv(), isTerminal(System.console()));
    }

    static Screen of(Map<String, String> environment, boolean terminal) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(
                number(environment.get("COLUMNS"), COLUMNS),
                number(environment.get("LINES"), LINES),
                terminal && !dumb,
                terminal && !dumb && !refused);
    }

    private static int number(String value, int otherwise) {
        return value != null && value.matches("[1-9][0-9]{1,4}")
                ? Integer.parseInt(value)
                : otherwise;
    }

    /** Since Java 22 there is a console without a terminal too, and a method that says so. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
