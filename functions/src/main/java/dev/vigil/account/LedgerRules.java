package dev.vigil.account;

import java.io.Serializable;
import java.util.Optional;

/**
 * Settings of the fold of accounts.
 *
 * @param ladder without errors
 * @param texts of warnings
 * @param memoryMs how long an offence is kept after its measure took effect: a reversal may be late
 * @param identityRef where the identity of a user is kept, as reports name it
 * @param educationRef what a warned user is to read; null for nothing
 * @param twoPersons whether ending a service needs a second person
 */
public record LedgerRules(
        StrikeLadder ladder,
        WarningTexts texts,
        long memoryMs,
        String identityRef,
        String educationRef,
        boolean twoPersons)
        implements Serializable {
    public static final LedgerRules DEFAULTS =
            new LedgerRules(
                    StrikeLadder.DEFAULTS,
                    TemplateTexts.DEFAULTS,
                    3 * Moments.YEAR_MS,
                    "the platform",
                    null,
                    true);

    /** The same with another ladder. */
    public LedgerRules with(StrikeLadder other) {
        return new LedgerRules(other, texts, memoryMs, identityRef, educationRef, twoPersons);
    }

    public LedgerRules {
        if (!ladder.errors().isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", ladder.errors()));
        }
        memoryError(ladder, memoryMs)
                .ifPresent(
                        error -> {
                            throw new IllegalArgumentException(error);
                        });
    }

    /** Why offences would be forgotten while they count, or while their warning admonishes. */
    public static Optional<String> memoryError(StrikeLadder ladder, long memoryMs) {
        return memoryMs >= ladder.admonitionMs() + ladder.strikeMs() + Moments.DAY_MS
                ? Optional.empty()
                : Optional.of(
                        "memory: expected more than a day beyond the "
                                + (ladder.admonitionDays() + ladder.strikeDays())
                                + " days in which an offence can make another one count, got "
                                + memoryMs / Moments.DAY_MS
                                + " days; keep offences longer");
    }
}
