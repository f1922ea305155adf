package dev.vigil.signal;

import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.KeptSignalDecision;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalBook;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a signal.
 *
 * @param opinions of peers, by peer
 * @param works of this site that its identifiers name, by identifier
 */
public record SignalFacts(
        SignalBook book, Map<String, KeptOpinion> opinions, Map<String, NamedWorks> works) {

    /** What peers think of what it is about now. */
    List<KeptOpinion> valid() {
        return opinions.values().stream()
                .filter(one -> one.opinion().contentDigest().equals(book.contentDigest()))
                .toList();
    }

    /** What a person here has decided about what it is about now; null for nothing. */
    KeptSignalDecision decision() {
        KeptSignalDecision last = book.decision();
        boolean isValid =
                last != null
                        && last.decided().contentDigest().equals(book.contentDigest())
                        && last.decided().opinion() != OpinionKind.NONE;
        return isValid ? last : null;
    }

    boolean isWhole() {
        return book.chunks() == book.signal().chunkCount();
    }
}
