package dev.vigil.schema.address;

import dev.vigil.schema.types.InState;
import java.util.List;
import java.util.TreeSet;

/** Ids of one kind, each once and in order. */
@InState
public record Ids(List<String> ids) {
    public static final Ids NONE = new Ids(List.of());

    public Ids with(String id) {
        TreeSet<String> all = new TreeSet<>(ids);
        return all.add(id) ? new Ids(List.copyOf(all)) : this;
    }

    public Ids without(String id) {
        return new Ids(ids.stream().filter(known -> !known.equals(id)).toList());
    }
}
