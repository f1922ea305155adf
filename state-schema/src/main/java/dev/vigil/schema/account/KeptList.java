package dev.vigil.schema.account;

import java.util.List;

/** A list that is mostly empty: null takes one byte in state, an empty list five. */
final class KeptList {
    private KeptList() {}

    static <T> List<T> orNull(List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    static <T> List<T> of(List<T> kept) {
        return kept == null ? List.of() : kept;
    }
}
