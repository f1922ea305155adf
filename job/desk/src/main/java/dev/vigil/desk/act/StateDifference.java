package dev.vigil.desk.act;

import dev.vigil.schema.notice.NoticeStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a notice's state, as it was and as it is.
 *
 * @param key of its name
 * @param type simple name of the enum that both are constants of; null of numbers
 * @param was null where it had none, or that is not known
 */
public record StateDifference(String key, String type, String was, String now) {
    /** Those that are not the same, in one order. */
    static List<StateDifference> of(NoticeStatus was, NoticeStatus now) {
        List<StateDifference> all = new ArrayList<>();
        add(all, "generation", number(was == null ? null : was.generation()), now.generation());
        add(all, "state", was == null ? null : was.state(), now.state());
        add(all, "intake", was == null ? null : was.intake(), now.intake());
        add(all, "action", was == null ? null : was.action(), now.action());
        add(all, "forward", was == null ? null : was.forward(), now.forward());
        add(all, "counter", was == null ? null : was.counter(), now.counter());
        add(all, "clock", was == null ? null : was.clock(), now.clock());
        add(
                all,
                "itemsOpen",
                number(was == null ? null : was.itemsOpen().size()),
                now.itemsOpen().size());
        add(
                all,
                "itemsDone",
                number(was == null ? null : was.itemsDone().size()),
                now.itemsDone().size());
        return all;
    }

    private static String number(Integer value) {
        return value == null ? null : value.toString();
    }

    private static void add(List<StateDifference> all, String key, String was, int now) {
        if (!String.valueOf(now).equals(was)) {
            all.add(new StateDifference("act.state." + key, null, was, String.valueOf(now)));
        }
    }

    private static void add(List<StateDifference> all, String key, Enum<?> was, Enum<?> now) {
        if (was != now) {
            Enum<?> either = now == null ? was : now;
            all.add(
                    new StateDifference(
                            "act.state." + key,
                            either.getDeclaringClass().getSimpleName(),
                            was == null ? null : was.name(),
                            now == null ? null : now.name()));
        }
    }
}
