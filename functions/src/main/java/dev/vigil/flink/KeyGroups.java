package dev.vigil.flink;

import dev.vigil.schema.address.Parallelism;
import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys that are sure to land in a wanted key group, whatever the parallelism: for index slots that
 * must spread evenly, and for markers that must reach every task.
 */
public final class KeyGroups {
    /** How many there are, in every job. */
    public static final int MAX_PARALLELISM = Parallelism.MOST;

    private static final String MARKER = "key-group-marker-";

    /** Looked for once: every packet and every answer asks for some. */
    private static final int[] FIRST_KEYS = firstKeys();

    private KeyGroups() {}

    /**
     * Key of slot {@code i} of {@code n}: sits in key group ceil(i * max / n), the first one of
     * task i where there are n tasks. Rounded down it would be the last one of the task before.
     */
    public static int slotKey(int slot, int slots) {
        return FIRST_KEYS[(slot * MAX_PARALLELISM + slots - 1) / slots];
    }

    /** The smallest number in each key group. */
    private static int[] firstKeys() {
        int[] keys = new int[MAX_PARALLELISM];
        Arrays.setAll(keys, KeyGroups::firstKey);
        return keys;
    }

    private static int firstKey(int group) {
        int key = 0;
        while (of(key) != group) {
            key++;
        }
        return key;
    }

    /** One key per key group, so that a record to each of them reaches every task. */
    public static String[] oneKeyEach() {
        String[] keys = new String[MAX_PARALLELISM];
        int missing = MAX_PARALLELISM;
        for (int n = 0; missing > 0; n++) {
            String key = MARKER + n;
            int group = of(key);
            if (keys[group] == null) {
                keys[group] = key;
                missing--;
            }
        }
        return keys;
    }

    /** The key group of a key. */
    public static int of(Object key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, MAX_PARALLELISM);
    }
}
