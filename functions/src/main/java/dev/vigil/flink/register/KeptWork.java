package dev.vigil.flink.register;

import dev.vigil.flink.MapStates;
import dev.vigil.register.PublishedWork;
import dev.vigil.register.WorkFacts;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegisterBook;
import dev.vigil.schema.register.RegistrationReceipt;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** A work in state. */
final class KeptWork {
    private final ValueState<RegisterBook> book;
    private final MapState<String, KeptClaim> claims;
    private final MapState<String, ConflictDecided> decisions;
    private final MapState<String, OwnershipConflict> conflicts;
    private final MapState<String, RegistrationReceipt> receipts;

    KeptWork(RuntimeContext runtime) {
        book =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.REGISTER_BOOK, RegisterBook.class));
        claims = MapStates.of(runtime, StateName.WORK_CLAIMS, KeptClaim.class);
        decisions = MapStates.of(runtime, StateName.CONFLICT_DECISIONS, ConflictDecided.class);
        conflicts = MapStates.of(runtime, StateName.OWNERSHIP_CONFLICTS, OwnershipConflict.class);
        receipts =
                MapStates.of(runtime, StateName.REGISTRATION_RECEIPTS, RegistrationReceipt.class);
    }

    RegisterBook book() throws Exception {
        RegisterBook known = book.value();
        return known == null ? RegisterBook.NEW : known;
    }

    void book(RegisterBook now) throws Exception {
        book.update(now);
    }

    WorkFacts facts(String workId) throws Exception {
        RegisterBook known = book();
        return new WorkFacts(workId, known.desk(), known.deskAt(), all(claims), all(decisions));
    }

    private static <T> List<T> all(MapState<String, T> state) throws Exception {
        List<T> all = new ArrayList<>();
        state.values().forEach(all::add);
        return all;
    }

    PublishedWork published() throws Exception {
        return new PublishedWork(
                book().effective(),
                MapStates.all(receipts),
                MapStates.all(conflicts),
                book().askedAt());
    }

    void claim(KeptClaim kept) throws Exception {
        claims.put(kept.claim().claimant(), kept);
    }

    void decision(ConflictDecided decided) throws Exception {
        decisions.put(decided.conflictId(), decided);
    }

    void receipt(RegistrationReceipt receipt) throws Exception {
        String claimant = receipt.claimant();
        receipts.put(claimant == null ? PublishedWork.DESK : claimant, receipt.answer());
    }

    /**
     * What was accepted counts, whatever its own topic has kept of it or a door says of it today:
     * but for a later version.
     */
    void accepted(RegistrationReceipt receipt) throws Exception {
        receipt(receipt);
        if (receipt.claim() != null) {
            KeptClaim known = claims.get(receipt.claimant());
            if (known == null || known.claim().version() <= receipt.version()) {
                claim(new KeptClaim(receipt.claim(), receipt.at()));
            }
        }
        RegisterBook book = book();
        if (receipt.work() != null
                && (book.desk() == null || book.desk().version() <= receipt.version())) {
            book(book.with().desk(receipt.work()).deskAt(receipt.at()).build());
        }
    }

    void conflict(OwnershipConflict conflict) throws Exception {
        conflicts.put(conflict.conflictId(), conflict);
    }

    void forget(String conflictId) throws Exception {
        conflicts.remove(conflictId);
    }
}
