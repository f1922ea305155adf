package dev.vigil.account;

import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptOffence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an offence has fallen by, and that an appeal about it was upheld, written into the offence
 * once its account has no room for it: what has cleared a user is not held against it again.
 */
final class Settled {
    private static final String APPEAL = "appeal/";
    private static final String UPHELD = "upheld/";

    private Settled() {}

    static String appeal(String id) {
        return APPEAL + id;
    }

    static boolean isOverturned(KeptOffence offence) {
        return offence.settled().stream().anyMatch(one -> one.startsWith(APPEAL));
    }

    static boolean isUpheld(KeptOffence offence) {
        return offence.settled().stream().anyMatch(one -> one.startsWith(UPHELD));
    }

    /** A ground that fell for the offence alone. */
    static String alone(String ground) {
        return "@" + ground;
    }

    /** An appeal that was decided leaves; one of each outcome is enough. */
    static void by(Account account, String id, KeptAppeal appeal) {
        KeptOffence offence =
                appeal.offenceId() == null ? null : account.offences().get(appeal.offenceId());
        if (offence == null) {
            return;
        }
        boolean isOverturned = appeal.outcome() == AppealOutcome.OVERTURN;
        if (!(isOverturned ? isOverturned(offence) : isUpheld(offence))) {
            List<String> all = new ArrayList<>(offence.settled());
            all.add((isOverturned ? APPEAL : UPHELD) + id);
            account.offences().put(appeal.offenceId(), offence.withSettled(List.copyOf(all)));
        }
    }

    /** These leave; one that stands again ends what was written when it had fallen. */
    static void by(Account account, List<GroundState> leaving) {
        Set<String> fallen = new HashSet<>();
        Set<String> standing = new HashSet<>();
        Set<String> own = new HashSet<>();
        for (GroundState one : leaving) {
            if (one.offenceId() != null) {
                String mark = one.version() == 0 ? one.ground() : alone(one.ground());
                own.add(Account.groundKey(mark, one.offenceId()));
            } else {
                (one.stands() ? standing : fallen).add(one.ground());
            }
        }
        for (String id : account.offences().ids()) {
            KeptOffence offence = account.offences().get(id);
            List<String> settled = settled(id, offence, fallen, standing, own);
            if (!settled.equals(offence.settled())) {
                account.offences().put(id, offence.withSettled(settled));
            }
        }
    }

    private static List<String> settled(
            String id,
            KeptOffence offence,
            Set<String> fallen,
            Set<String> standing,
            Set<String> own) {
        Set<String> restsOn = new TreeSet<>();
        offence.reasons().forEach(reason -> Grounds.of(reason).forEach(restsOn::add));
        List<String> all = new ArrayList<>();
        for (String ground : restsOn) {
            boolean wasDown = offence.settled().contains(ground) && !standing.contains(ground);
            if (offence.settled().contains(alone(ground))
                    || own.contains(Account.groundKey(alone(ground), id))) {
                all.add(alone(ground));
            } else if (wasDown
                    || fallen.contains(ground)
                    || own.contains(Account.groundKey(ground, id))) {
                all.add(ground);
            }
        }
        offence.settled().stream()
                .filter(one -> one.startsWith(APPEAL) || one.startsWith(UPHELD))
                .forEach(all::add);
        return List.copyOf(all);
    }
}
