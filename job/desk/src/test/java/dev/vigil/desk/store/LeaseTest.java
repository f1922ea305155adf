package dev.vigil.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of several processes one has the lease, whatever their clocks show. */
class LeaseTest {
    @TempDir private Path folder;

    private long nanos = Long.MAX_VALUE - 5;

    /** Wraps around, as the time of a machine may. */
    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private Lease lease(Store store) {
        return lease(store, "desk-1");
    }

    private Lease lease(Store store, String holder) {
        return new Lease(store, "desk", holder, () -> nanos);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whoHasItIsKnownToTheOthers(TestingStores kind) {
        Store store = kind.open(folder);
        Lease one = lease(store, "host-1:8082");
        Lease other = lease(store, "host-2:8082");
        one.beat();
        assertThat(one.other()).isEmpty();
        other.beat();
        assertThat(other.other()).contains("host-1:8082");

        one.close();
        other.beat();
        one.beat();
        assertThat(other.other()).isEmpty();
        assertThat(one.other()).contains("host-2:8082");
        other.close();
        assertThat(one.beat()).isTrue();
        assertThat(one.other()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anotherOneTakesOverOnceTheFirstIsSilent(TestingStores kind) {
        Store store = kind.open(folder);
        Lease one = lease(store);
        Lease other = lease(store);
        assertThat(one.beat()).isTrue();
        for (int i = 0; i < 20; i++) {
            pass(Lease.BEAT_EVERY);
            assertThat(one.beat()).isTrue();
            assertThat(other.beat()).isFalse();
        }

        pass(Lease.TAKEN_AFTER.minusMillis(1));
        assertThat(other.beat()).isFalse();
        assertThat(one.isHeld()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(other.beat()).isTrue();
        assertThat(one.beat()).isFalse();
        assertThat(other.beat()).isTrue();
    }

    /** What is done under it, in a transaction of its own, is not committed behind another one. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aTransactionFindsThatItHasPassedOn(TestingStores kind) {
        Store store = kind.open(folder);
        Lease one = lease(store);
        Lease other = lease(store);
        assertThat(one.beat()).isTrue();
        assertThat(other.beat()).isFalse();
        try (Handle handle = store.handle()) {
            assertThat(handle.inTransaction(one::isKept)).isTrue();
            assertThat(other.beat()).isFalse();
            pass(Lease.TAKEN_AFTER);
            assertThat(other.beat()).isTrue();
            assertThat(handle.inTransaction(one::isKept)).isFalse();
            assertThat(handle.inTransaction(other::isKept)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void oneThatIsGivenBackIsTakenAtOnce(TestingStores kind) {
        Store store = kind.open(folder);
        Lease one = lease(store);
        Lease other = lease(store);
        one.beat();
        other.beat();
        one.close();

        assertThat(one.isHeld()).isFalse();
        assertThat(other.beat()).isTrue();
        one.close();
        assertThat(other.beat()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anOwnerThatCannotReachTheStoreStopsBeforeAnotherBegins(TestingStores kind) {
        FailingDatabase database = new FailingDatabase();
        StoreAddress address = kind.address(folder);
        Lease one = lease(TestingStores.open(address, database::around));
        Lease other = lease(Store.open(address));
        one.beat();
        other.beat();
        long taken = nanos + Lease.TAKEN_AFTER.toNanos();
        while (taken - nanos > 0) {
            pass(Lease.BEAT_EVERY);
            database.failIn(1, false);
            assertThatThrownBy(one::beat).isInstanceOf(JdbiException.class);
            boolean isTaken = other.beat();
            assertThat(one.isHeld() && isTaken).isFalse();
        }

        assertThat(other.isHeld()).isTrue();
        assertThat(one.isHeld()).isFalse();
    }

    /** What an owner has begun at its last moment ends before the next one relies on it. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theNextOwnerKnowsWhenTheOneBeforeHasEnded(TestingStores kind) {
        Duration takes = Duration.ofSeconds(9);
        Store store = kind.open(folder);
        Lease one = lease(store);
        Lease other = lease(store);
        assertThat(one.beat()).isTrue();
        assertThat(other.beat()).isFalse();
        long lastNanos = nanos;
        while (one.isHeld()) {
            lastNanos = nanos;
            pass(Duration.ofMillis(10));
        }
        while (!other.isAfterOthers(takes)) {
            other.beat();
            pass(Duration.ofMillis(500));
        }

        assertThat(nanos - lastNanos).isGreaterThan(takes.toNanos());
        assertThat(other.fence()).isEqualTo(one.fence() + 1);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatOneHasBegunThatGaveItBackIsWaitedForToo(TestingStores kind) {
        Duration takes = Duration.ofSeconds(9);
        Store store = kind.open(folder);
        Lease one = lease(store);
        Lease other = lease(store);
        one.beat();
        one.close();
        assertThat(other.beat()).isTrue();

        assertThat(other.isAfterOthers(takes)).isFalse();
        pass(takes);
        assertThat(other.isAfterOthers(takes)).isTrue();
    }
}
