package dev.vigil.signal;

import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.signal.PlacedSignal;
import dev.vigil.schema.signal.SignalBook;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalStatus;
import java.util.List;

/**
 * What is to be published of a signal that was not yet, in this order.
 *
 * @param withdrawn its entry, where it leaves the list; null for none
 * @param retired where its recording is no longer
 * @param placed where its recording is now and was not; null for nowhere
 * @param listed its entry, in force; null where nothing changes
 * @param status null where nothing changes
 * @param said own opinion; null where nothing changes
 * @param sent true where this site's own signal is to be sent to peers
 * @param alert null where nothing changes
 * @param book what is to be kept
 * @param isOver true where nothing is to be kept any more
 * @param nextAt when to look again (UTC epoch ms)
 */
public record SignalNews(
        ListEntry withdrawn,
        List<PlacedSignal> retired,
        PlacedSignal placed,
        ListEntry listed,
        SignalStatus status,
        SignalOpinion said,
        boolean sent,
        LedgerAlert alert,
        SignalBook book,
        boolean isOver,
        long nextAt) {}
