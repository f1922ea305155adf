package dev.vigil.account;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.OffenceChanged;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a fact is about beside the account, and so what has to be read to take it in.
 *
 * @param offence null for none
 * @param warning null for none
 * @param appeal null for none
 * @param grounds by the keys of {@link Account#grounds}
 */
public record Named(String offence, String warning, String appeal, List<String> grounds) {
    private static final Named NOTHING = new Named(null, null, null, List.of());

    public static Named by(AccountFact fact) {
        return switch (fact.kind()) {
            case OFFENCE -> offence(fact.offence().offenceId());
            case WAIVED -> offence(fact.waived().offenceId());
            case OFFENCE_PUBLISHED -> published(fact.offencePublished());
            case LIVE -> warning(LiveWarnings.id(new Account(fact.accountId(), null), fact.live()));
            case RECEIPT -> warning(fact.receipt().warningId());
            case WARNING_PUBLISHED -> warning(fact.warningPublished().warningId());
            case APPEAL_FILED -> appeal(fact.appeal().appealId());
            case APPEAL_DECIDED -> appeal(fact.appealDecided().appealId());
            case GROUND ->
                    new Named(
                            null,
                            null,
                            null,
                            List.of(
                                    Account.groundKey(
                                            fact.ground().ground(), fact.ground().offenceId())));
            default -> NOTHING;
        };
    }

    private static Named offence(String id) {
        return new Named(id, null, null, List.of());
    }

    private static Named warning(String id) {
        return new Named(null, id, null, List.of());
    }

    private static Named appeal(String id) {
        return new Named(null, null, id, List.of());
    }

    private static Named published(OffenceChanged published) {
        String id = published.offence().offenceId();
        return new Named(
                id,
                null,
                null,
                Stream.concat(
                                published.fallen().stream(),
                                published.offence().reasons().stream().flatMap(Grounds::of))
                        .distinct()
                        .map(ground -> Account.groundKey(ground, id))
                        .toList());
    }
}
