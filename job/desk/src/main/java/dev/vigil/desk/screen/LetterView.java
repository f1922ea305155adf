package dev.vigil.desk.screen;

import dev.vigil.desk.ask.LetterRow;

/**
 * A dead letter.
 *
 * @param body the start of the record, as far as the job has kept it; null where it has none
 * @param isJournaled whether the desk has the record itself
 */
public record LetterView(LetterRow letter, BodyText body, boolean isJournaled) {}
