package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The register on a real broker: two parties disagree, a person is asked and decides; after
 * restarts with the newest state, an older one and without any nothing is answered twice.
 */
@ExtendWith(SharedBroker.class)
class RegisterITCase {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final String WORK = "the-film";
    private static final String ISWC = "T-034.524.680-1";

    private final Run run = new Run(1);
    private Site site;
    private RegisterLife life;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        life = new RegisterLife(site);
        run.clockMs.set(START + 60_000);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private LedgerStart start() {
        return new LedgerStart(site, run);
    }

    private boolean are(ConflictState state) {
        List<OwnershipConflict> conflicts = life.conflicts();
        return conflicts.stream().filter(one -> one.state() == state).count() == 2;
    }

    @Test
    void twoPartiesDisagreeAPersonIsAskedAndDecides(@TempDir Path savepoints) throws Exception {
        String saved;
        try (RunningJob job = start().real()) {
            life.claims(WORK, "a", 1, null, START);
            job.awaitOnTopic(() -> life.isAnswered("a", 1));
            saved = job.savepoint(savepoints);
            life.claims(WORK, "b", 1, 5_000, START + 1);
            job.awaitOnTopic(() -> life.isAnswered("b", 1) && are(ConflictState.OPEN));
            assertThat(life.conflicts()).allMatch(one -> one.since() == START + 1);
        }
        List<String> published = site.records(Topic.REGISTER);
        List<String> works = site.records(Topic.EFFECTIVE_WORKS);
        run.clockMs.set(START + 20 * Site.DAY_MS);
        for (String state : new String[] {saved, null}) {
            try (RunningJob job = state == null ? start().real() : start().from(state).real()) {
                awaitNewcomer(job, "newcomer-" + state);
            }
            assertThat(site.records(Topic.REGISTER)).containsAll(published);
            assertThat(ofWork(Topic.REGISTER)).isEqualTo(ofWork(published));
            assertThat(ofWork(Topic.EFFECTIVE_WORKS)).isEqualTo(ofWork(works)).isNotEmpty();
        }
        try (RunningJob job = start().real()) {
            awaitNewcomer(job, "last");
            run.clockMs.set(START + 30 * Site.DAY_MS + 60_000);
            job.awaitOnTopic(() -> are(ConflictState.EXPIRED));
            job.awaitOnTopic(() -> alerts(false) == 2);
            for (RightType right : RightType.values()) {
                life.decides("oidc:mei", WORK, right, "b", START + 30 * Site.DAY_MS);
            }
            job.awaitOnTopic(() -> are(ConflictState.DECIDED));
            job.awaitOnTopic(() -> alerts(true) == 2);
            List<RegisteredWork> last =
                    site.all(Topic.EFFECTIVE_WORKS, RegisteredWork.class).stream()
                            .filter(one -> one.workId().equals(WORK))
                            .toList();
            assertThat(last.get(last.size() - 1).owners())
                    .extracting(OwnerShare::ownerId)
                    .containsExactly("a");
        }
    }

    /** All that was there is read once what came after it is answered. */
    private void awaitNewcomer(RunningJob job, String party) throws Exception {
        String id = party.replaceAll("[^a-z-]", "");
        life.claims("other-" + id.length(), id, 1, null, START);
        job.awaitOnTopic(() -> life.isAnswered(id, 1));
    }

    private List<String> ofWork(Topic topic) {
        return ofWork(site.records(topic));
    }

    private static List<String> ofWork(List<String> records) {
        return records.stream().filter(one -> one.startsWith(WORK + "/")).toList();
    }

    private long alerts(boolean resolved) {
        return site.all(Topic.LEDGER_ALERTS, LedgerAlert.class).stream()
                .filter(one -> one.kind() == LedgerAlertKind.CONFLICT)
                .filter(one -> resolved == (one.resolvedAt() != null))
                .count();
    }

    @Test
    void whatIsRefusedIsAnsweredToo() throws Exception {
        try (RunningJob job = start().real()) {
            life.claims(WORK, "a", 1, 10_001, START);
            life.claims(WORK, "b", 2, 100, START);
            job.awaitOnTopic(() -> life.isAnswered("b", 2));
            life.claims(WORK, "b", 1, 100, START);
            life.registers("song-1", 1, "a", "T-034.524.680-2", START);
            job.awaitOnTopic(() -> refusals().size() == 3);
            assertThat(refusals())
                    .extracting(RegistrationReceipt::reason)
                    .containsExactlyInAnyOrder("SHARE_RANGE", "STALE_VERSION", "CHECK_DIGIT");
            job.awaitOnTopic(() -> site.all(Topic.DEAD_LETTERS, DeadLetter.class).size() == 3);
        }
    }

    private List<RegistrationReceipt> refusals() {
        return life.receipts().stream()
                .filter(one -> one.state() == RegistrationState.REFUSED)
                .toList();
    }

    @Test
    void worksOfOneIdentifierAreToldOfEachOther() throws Exception {
        try (RunningJob job = start().real()) {
            life.registers("song-1", 1, "a", ISWC, START);
            life.registers("song-2", 1, "b", "t0345246801", START);
            job.awaitOnTopic(() -> identifiers(true) == 2);
            life.registers("song-2", 2, "b", null, START);
            job.awaitOnTopic(() -> identifiers(false) == 2);
        }
    }

    private long identifiers(boolean open) {
        return site.all(Topic.REGISTER, IdentifierConflict.class).stream()
                .filter(one -> one.open() == open && one.value().equals(ISWC))
                .count();
    }
}
