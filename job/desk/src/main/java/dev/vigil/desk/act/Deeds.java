package dev.vigil.desk.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that people may do at the desk by a form, and who may. */
public final class Deeds {
    private static final List<Deed> ALL = new ArrayList<>();

    static {
        ALL.addAll(DeskDeeds.all());
        ALL.addAll(NoticeDeeds.all());
        ALL.addAll(ItemDeeds.all());
        ALL.addAll(AccountDeeds.all());
        ALL.addAll(OwnerDeeds.all());
    }

    private static final Map<String, Deed> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Deed::name, Function.identity()));

    private static final Map<String, String> NEXT =
            Map.of(
                    "TRIAGE", "triage",
                    "SUPPLEMENT", "supplement",
                    "RESUME", "resume",
                    "COMPLETE_COUNTER_NOTICE", "counter",
                    "PROCEEDING", "proceeding",
                    "DECISION", "decided");

    private Deeds() {}

    public static List<Deed> all() {
        return List.copyOf(ALL);
    }

    /** Empty where a later version knows it alone. */
    public static Optional<Deed> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * What a notice waits for, where one form does it.
     *
     * @param step of {@code NextStep}; null for none
     */
    public static Optional<Deed> next(String step) {
        return step == null ? Optional.empty() : named(NEXT.getOrDefault(step, ""));
    }

    /**
     * What may be done to something.
     *
     * @param about first segment of the path, such as {@code notice}
     */
    public static List<Deed> about(String about) {
        return ALL.stream().filter(deed -> deed.about().equals(about)).toList();
    }
}
