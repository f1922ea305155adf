package dev.vigil.client.act;

import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known when a person acts; empty where there is none. An implementation may read only what
 * is asked for, and once. IOException where it can't be read.
 */
public interface ActFacts {
    /** Ids of the items of a notice, in their order; empty where no such notice was filed. */
    Optional<Set<String>> items(String noticeId) throws IOException;

    /** Ids of the notices on an item, in the order of their names. */
    List<String> noticesOn(String itemId) throws IOException;

    /** Empty too where the notice job has not seen it yet. */
    Optional<NoticeStatus> status(String noticeId) throws IOException;

    /** Who looks after a notice, as a pointer; empty too where that is not known. */
    default Optional<String> claimedBy(String noticeId) throws IOException {
        return Optional.empty();
    }

    /** Keys of the alerts of a notice that were fired, the first one first. */
    List<String> alertsOf(String noticeId) throws IOException;

    /** An alert about a session, an account or the list; those of notices are not here. */
    Optional<AlertFacts> alert(String alertKey) throws IOException;

    /** A command on a session by its id, or the last one on that session. */
    Optional<EnforcementCommand> command(String commandOrSession) throws IOException;

    /** The version of an entry in force, or the one that withdrew it. */
    Optional<ListEntry> entry(String entryId) throws IOException;

    /** The last version of an entry that was published, refused or not; 0 for none. */
    default long entryVersion(String entryId) throws IOException {
        return entry(entryId).map(ListEntry::version).orElse(0L);
    }

    /** As registered, without the owners that claims make. */
    Optional<RegisteredWork> work(String workId) throws IOException;

    /** With the owners that claims make, where those are known. */
    default Optional<RegisteredWork> effectiveWork(String workId) throws IOException {
        return work(workId);
    }

    Optional<Authorization> authorization(String authorizationId) throws IOException;

    Optional<MatchPolicy> policy(String ownerId) throws IOException;

    /** What the register has answered last to a party's claim on a work. */
    Optional<RegistrationReceipt> receipt(String workId, String claimant) throws IOException;

    /** The last version of a party's claim on a work; 0 for none. */
    default long claimVersion(String workId, String claimant) throws IOException {
        return receipt(workId, claimant).map(RegistrationReceipt::version).orElse(0L);
    }

    /** Ids of the references of a work, and of those of it that have blocked. */
    Set<String> references(String workId) throws IOException;

    /** The last proposal to end an account's service, in any state. */
    Optional<Proposal> proposal(String accountId) throws IOException;

    /** The last version of a report by its id, or of an account's latest report. */
    Optional<DepartmentReport> report(String reportOrAccount) throws IOException;

    Optional<String> accountOfAppeal(String appealId) throws IOException;

    /** Empty where all reports of a stream or upload were looked at. */
    Optional<OpenReports> openReports(String subjectId) throws IOException;

    Optional<SignalStatus> signal(String signalId) throws IOException;
}
