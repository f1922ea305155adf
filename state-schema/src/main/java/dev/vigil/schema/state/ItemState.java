package dev.vigil.schema.state;

/** An item of a notice; {@code doneAt} is when its measure took effect, null while it is open. */
public record ItemState(String itemId, Long doneAt) {}
