package dev.vigil.account;

import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptOffence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an offence has fallen by, written into the offence once its account has no room for it: what
 * has cleared a user accuses nobody again.
 */
final class Cleared {
    private static final String APPEAL = "appeal/";

    private Cleared() {}

    static String appeal(String id) {
        return APPEAL + id;
    }

    static boolean isAppeal(String cleared) {
        return cleared.startsWith(APPEAL);
    }

    /** A ground that fell for the offence alone. */
    static String alone(String ground) {
        return "@" + ground;
    }

    /** An appeal that succeeded leaves. */
    static void by(Account account, String id, KeptAppeal appeal) {
        KeptOffence offence =
                appeal.offenceId() == null ? null : account.offences().get(appeal.offenceId());
        if (offence != null && offence.cleared().stream().noneMatch(Cleared::isAppeal)) {
            List<String> all = new ArrayList<>(offence.cleared());
            all.add(appeal(id));
            account.offences().put(appeal.offenceId(), offence.withCleared(List.copyOf(all)));
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
            List<String> cleared = cleared(id, offence, fallen, standing, own);
            if (!cleared.equals(offence.cleared())) {
                account.offences().put(id, offence.withCleared(cleared));
            }
        }
    }

    private static List<String> cleared(
            String id,
            KeptOffence offence,
            Set<String> fallen,
            Set<String> standing,
            Set<String> own) {
        Set<String> restsOn = new TreeSet<>();
        offence.reasons().forEach(reason -> Grounds.of(reason).forEach(restsOn::add));
        List<String> all = new ArrayList<>();
        for (String ground : restsOn) {
            boolean wasDown = offence.cleared().contains(ground) && !standing.contains(ground);
            if (offence.cleared().contains(alone(ground))
                    || own.contains(Account.groundKey(alone(ground), id))) {
                all.add(alone(ground));
            } else if (wasDown
                    || fallen.contains(ground)
                    || own.contains(Account.groundKey(ground, id))) {
                all.add(ground);
            }
        }
        offence.cleared().stream().filter(Cleared::isAppeal).forEach(all::add);
        return List.copyOf(all);
    }
}
