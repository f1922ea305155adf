package dev.vigil.rooms.planted.policy;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Planted: decisions that remember the last one. */
public final class PolicyWithMemory {
    public static final int WAYS = 4;

    static final ArrayList<String> DECIDED = new ArrayList<>();
    static final AtomicLong COUNT = new AtomicLong();
    static final int[] SCORES = new int[2];
    static String last = "";

    private PolicyWithMemory() {}
}
