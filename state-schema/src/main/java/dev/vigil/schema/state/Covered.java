package dev.vigil.schema.state;

/** An item of another notice that this one stands for. */
public record Covered(String noticeId, String itemId) {}
