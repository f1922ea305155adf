package dev.vigil.desk.act;

import java.util.List;

/** The desk does not do it; the text is one sentence for the person who tried it. */
public final class DeskRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of a request that was carried out with other content. */
    static final String USED = "act.request.used";

    /** Of a form whose subject is another one by now. */
    static final String CHANGED = "act.changed";

    /** Of a form that was made about one report, and names another. */
    static final String OTHER_REPORT = "act.changed.report";

    private final String key;
    private final transient List<Object> arguments;

    /**
     * @param key of the text
     * @param arguments of it: texts and numbers
     */
    public DeskRefused(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** The request has ordered something else: what is sent from its form now is another act. */
    boolean isOfUsedRequest() {
        return key.equals(USED);
    }

    /** The person has not seen what there is now. */
    boolean isOfChange() {
        return key.equals(CHANGED) || key.equals(OTHER_REPORT);
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}
