package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/** An item of another notice that this one stands for. */
@InState
public record Covered(String noticeId, String itemId) {}
