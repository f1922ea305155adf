package dev.vigil.flink.account;

import dev.vigil.schema.account.KeptGround;
import dev.vigil.schema.account.RestingOffence;
import dev.vigil.schema.account.RestingPage;
import dev.vigil.schema.address.StateName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Offences that rest on the ground that is the key, in pages by the hash of their id, so that one
 * is found without a scan and all are walked page by page. Pages become more by linear hashing: one
 * is split at a time.
 */
final class RestingOffences {
    /** Offences of a page on average: a larger one costs more to write, a smaller one more keys. */
    static final int PER_PAGE = 24;

    private final MapState<Integer, RestingPage> pages;

    RestingOffences(RuntimeContext runtime) {
        pages =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.RESTING_OFFENCES,
                                Types.INT,
                                TypeInformation.of(RestingPage.class)));
    }

    List<RestingOffence> page(int number) throws Exception {
        RestingPage page = pages.get(number);
        return page == null ? List.of() : page.offences();
    }

    /** All of that id: of an id that is used again one for each account. */
    List<RestingOffence> named(String offenceId, KeptGround ground) throws Exception {
        return page(pageOf(offenceId, ground.pages())).stream()
                .filter(one -> one.offenceId().equals(offenceId))
                .toList();
    }

    /**
     * One that is there already changes nothing. While pages are walked none is split: none is
     * emitted twice.
     */
    KeptGround add(RestingOffence offence, KeptGround ground) throws Exception {
        int number = pageOf(offence.offenceId(), ground.pages());
        List<RestingOffence> page = new ArrayList<>(page(number));
        if (page.stream().anyMatch(one -> isSame(one, offence))) {
            return ground;
        }
        page.add(offence);
        put(number, page);
        KeptGround now = ground.withOffences(ground.offences() + 1);
        boolean isFull = now.offences() > (long) PER_PAGE * now.pages();
        return isFull && now.cursor() == null ? split(now) : now;
    }

    private static boolean isSame(RestingOffence one, RestingOffence other) {
        return one.offenceId().equals(other.offenceId())
                && one.accountId().equals(other.accountId());
    }

    private KeptGround split(KeptGround ground) throws Exception {
        int number = ground.pages() - Integer.highestOneBit(ground.pages());
        List<RestingOffence> stay = new ArrayList<>();
        List<RestingOffence> move = new ArrayList<>();
        for (RestingOffence one : page(number)) {
            boolean stays = pageOf(one.offenceId(), ground.pages() + 1) == number;
            (stays ? stay : move).add(one);
        }
        put(number, stay);
        put(ground.pages(), move);
        return ground.withPages(ground.pages() + 1);
    }

    /** Those of the page that are over by then are forgotten. */
    KeptGround forget(int number, long untilMs, KeptGround ground) throws Exception {
        List<RestingOffence> all = page(number);
        List<RestingOffence> left = all.stream().filter(one -> one.at() > untilMs).toList();
        if (left.size() < all.size()) {
            put(number, left);
        }
        return ground.withOffences(ground.offences() - all.size() + left.size());
    }

    void clear() {
        pages.clear();
    }

    private void put(int number, List<RestingOffence> page) throws Exception {
        if (page.isEmpty()) {
            pages.remove(number);
        } else {
            pages.put(number, new RestingPage(List.copyOf(page)));
        }
    }

    private static int pageOf(String offenceId, int pages) {
        int hash = offenceId.hashCode() * 0x9E3779B9 >>> 1;
        int most = Integer.highestOneBit(pages) * 2 - 1;
        int number = (hash ^ hash >>> 15) & most;
        return number < pages ? number : number & most >> 1;
    }
}
