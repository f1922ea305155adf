package dev.vigil.client.act;

import dev.vigil.client.page.UsageWords;
import dev.vigil.client.text.Times;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.rights.OwnerShare;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Receipts and conflicts as people read them. */
public final class WorkWords {
    private WorkWords() {}

    private static String time(Long from, Long to) {
        return (from == null ? "" : " from " + Times.date(from))
                + (to == null ? "" : " until " + Times.date(to));
    }

    private static String join(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** {@code harbour:CN,HK 60 % ON_DEMAND, pacific:US}: a share is named where one was. */
    public static String owners(List<OwnerShare> shares) {
        return shares.stream().map(WorkWords::owner).distinct().collect(Collectors.joining(", "));
    }

    private static String owner(OwnerShare share) {
        String where = share.everywhere() ? "" : ":" + String.join(",", share.territories());
        String not =
                share.exceptTerritories().isEmpty()
                        ? ""
                        : " not " + String.join(",", share.exceptTerritories());
        String much = share.shareBp() == null ? "" : " " + UsageWords.percent(share.shareBp());
        String rights =
                share.rightTypes().stream().map(right -> " " + right).collect(Collectors.joining());
        String alone = Boolean.TRUE.equals(share.exclusive()) ? " alone" : "";
        String when = time(share.from(), share.to());
        return share.ownerId() + where + not + much + rights + alone + when;
    }

    public static String receipt(RegistrationReceipt receipt) {
        String whose = receipt.claimant() == null ? "" : " of " + receipt.claimant();
        String what = receipt.workId() + whose;
        if (receipt.state() == RegistrationState.REFUSED) {
            return what + ": refused as " + receipt.reason() + ", " + receipt.message();
        }
        List<String> lines = new ArrayList<>();
        lines.add(what + ": version " + receipt.version() + " counts");
        receipt.warnings().forEach(warning -> lines.add("  " + warning));
        if (!receipt.conflicts().isEmpty()) {
            String more = receipt.moreConflicts() == null ? "" : " and more";
            lines.add(
                    "  in conflict about "
                            + join(receipt.conflicts())
                            + more
                            + "; see vigil work conflicts "
                            + receipt.workId());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** What is over in one line, what is not with a line for each span. */
    public static String conflict(OwnershipConflict conflict) {
        List<String> lines = new ArrayList<>();
        lines.add(
                conflict.workId()
                        + " "
                        + conflict.conflictId()
                        + ": "
                        + conflict.state()
                        + switch (conflict.state()) {
                            case OPEN ->
                                    " since "
                                            + Times.date(conflict.since())
                                            + ", to be agreed until "
                                            + Times.date(conflict.until());
                            case EXPIRED ->
                                    " since "
                                            + Times.date(conflict.until())
                                            + ": a person has to decide (vigil work decide)";
                            case AGREED -> " at " + Times.date(conflict.at());
                            case DECIDED ->
                                    " by " + conflict.decidedBy() + ", " + conflict.documentRef();
                        });
        if (!conflict.state().isOpen()) {
            return lines.get(0);
        }
        for (ConflictPart part : conflict.parts()) {
            String when = time(part.from(), part.to());
            lines.add("  " + (when.isEmpty() ? "always" : when.strip()) + ": " + claims(part));
        }
        if (conflict.moreParts() != null) {
            lines.add("  and " + conflict.moreParts() + " more spans");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String claims(ConflictPart part) {
        String claims =
                part.claims().stream().map(WorkWords::claim).collect(Collectors.joining(", "));
        String more = part.moreClaims() == null ? "" : ", " + part.moreClaims() + " more";
        String over =
                part.overBp() == 0
                        ? "claimed as exclusive"
                        : UsageWords.percent(part.overBp()) + " too much";
        return claims + more + " (" + over + ")";
    }

    private static String claim(ClaimedShare share) {
        String alone = Boolean.TRUE.equals(share.exclusive()) ? " alone" : "";
        return share.claimant() + " " + UsageWords.percent(share.shareBp()) + alone;
    }

    public static String conflict(IdentifierConflict conflict) {
        String more = conflict.moreWorks() == null ? "" : " and " + conflict.moreWorks() + " more";
        return conflict.workId()
                + " "
                + conflict.scheme()
                + " "
                + conflict.value()
                + ": "
                + (conflict.open()
                        ? "also of " + join(conflict.otherWorkIds()) + more
                        : "of no other work any more");
    }
}
