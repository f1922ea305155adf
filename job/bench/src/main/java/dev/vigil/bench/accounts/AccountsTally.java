package dev.vigil.bench.accounts;

import dev.vigil.schema.wire.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the ledger has published, as a platform sees it: of each account the last standing, every
 * number of its strikes, and whom its warnings name. Some 16 bytes an account.
 */
final class AccountsTally {
    /** Informed of what is published of accounts behind those of the plan. */
    interface Live {
        /**
         * @param wallMs when it was seen
         * @param writtenMs when the job wrote it
         */
        void standing(int account, long wallMs, long writtenMs, int offences, int strikes);

        /** The same of a strike, which is seen once its checkpoint is complete. */
        void strike(int account, long wallMs, long writtenMs);

        /**
         * @param issuedAt event time of the fold that decided it
         */
        void warning(int account, String warningId, long issuedAt);

        void command(int account, String commandId, String measure);
    }

    private static final int SEQS = 64;

    /** Offences that are left where the one on the bad entry has fallen. */
    private static final int CORRECTED = AccountPlan.OFFENCES - 1;

    private final int accounts;
    private final int onBadEntry;

    /** Numbers of strike.changed that were seen, a bit each. */
    private final long[] seqs;

    /** Of warnings: those that the first names, that the second offence's names, that any does. */
    private final short[] named;

    /** Offences that were published, a bit each. */
    private final byte[] published;

    /** Of the last standing, see {@link #pack}; 0 for none. */
    private final int[] standings;

    private final Map<EventType, Long> records = new EnumMap<>(EventType.class);

    /** Accounts of sessions of long ago, behind all others, whose offence was published. */
    private final BitSet old = new BitSet();

    private final long[] publishedOf = new long[AccountPlan.OFFENCES];
    private final long[] warned = new long[AccountPlan.WARNINGS];
    private Live live;
    private boolean isCorrecting;
    private int leftOnBadEntry;
    private long repeatedSeqs;
    private volatile long lastStandingMs;
    private volatile long lastCorrectedMs;

    /**
     * @param more accounts behind those of the plan; those of long ago are behind these
     */
    AccountsTally(int accounts, int onBadEntry, int more) {
        this.accounts = accounts;
        this.onBadEntry = onBadEntry;
        seqs = new long[accounts + more];
        named = new short[accounts + more];
        published = new byte[accounts + more];
        standings = new int[accounts + more];
    }

    /** Who is informed of the accounts behind those of the plan, from before the first of them. */
    synchronized void tell(Live ofMore) {
        live = ofMore;
    }

    /** A record as it became visible. */
    synchronized void seen(long wallMs, EventType type, ConsumerRecord<byte[], byte[]> record) {
        records.merge(type, 1L, Long::sum);
        switch (type) {
            case OFFENCE_CHANGED, STRIKE_CHANGED, ACCOUNT_STANDING, USER_WARNING, ACCOUNT_COMMAND ->
                    seen(wallMs, type, record, LedgerScan.of(record.value()));
            default -> {}
        }
    }

    private void seen(
            long wallMs, EventType type, ConsumerRecord<byte[], byte[]> record, LedgerScan scan) {
        int account = AccountPlan.index(scan.account);
        if (account < 0) {
            return;
        }
        if (account >= seqs.length) {
            if (type == EventType.OFFENCE_CHANGED) {
                old.set(account - seqs.length);
            }
            return;
        }
        switch (type) {
            case OFFENCE_CHANGED -> offence(account, AccountPlan.offence(scan.id));
            case STRIKE_CHANGED -> {
                strike(account, scan.seq);
                if (account >= accounts) {
                    live.strike(account, wallMs, record.timestamp());
                }
            }
            case ACCOUNT_STANDING -> standing(account, wallMs, record.timestamp(), scan);
            case USER_WARNING -> warning(account, record, scan);
            default -> {
                if (account >= accounts) {
                    live.command(account, scan.id, scan.kind);
                }
            }
        }
    }

    private void offence(int account, int offence) {
        int before = published[account];
        published[account] |= (byte) (1 << offence);
        publishedOf[offence] += account < accounts && published[account] != before ? 1 : 0;
    }

    private void strike(int account, long seq) {
        long bit = 1L << Math.min(seq, SEQS) - 1;
        repeatedSeqs += (seqs[account] & bit) == 0 ? 0 : 1;
        seqs[account] |= bit;
    }

    private void standing(int account, long wallMs, long writtenMs, LedgerScan scan) {
        lastStandingMs = wallMs;
        boolean wasLeft = standings[account] != 0 && offences(account) != CORRECTED;
        standings[account] = pack(scan);
        if (isCorrecting && account < onBadEntry && wasLeft && scan.standing == CORRECTED) {
            leftOnBadEntry--;
            lastCorrectedMs = wallMs;
        }
        if (account >= accounts) {
            live.standing(account, wallMs, writtenMs, scan.standing, scan.strikes);
        }
    }

    private static int which(LedgerScan scan) {
        if (scan.kind.equals("FIRST")) {
            return AccountPlan.isFirst(scan.id) ? 0 : -1;
        }
        return scan.id.endsWith("-1") ? 1 : -1;
    }

    private void warning(int account, ConsumerRecord<byte[], byte[]> record, LedgerScan scan) {
        if (account >= accounts) {
            live.warning(account, scan.id, timeMs(record));
        }
        if (!scan.kind.equals("FIRST") && !scan.kind.equals("STRIKE")) {
            return;
        }
        int before = named[account];
        int which = which(scan);
        if (which >= 0) {
            warned[which] += account < accounts && named(account, which) == 0 ? 1 : 0;
            // The last revision counts; none names fewer than the one before.
            before |= scan.offences << which * AccountPlan.OFFENCES;
        }
        named[account] = (short) (before | scan.offences << 2 * AccountPlan.OFFENCES);
    }

    private static long timeMs(ConsumerRecord<byte[], byte[]> record) {
        byte[] time = record.headers().lastHeader("ce_time").value();
        return Instant.parse(new String(time, StandardCharsets.UTF_8)).toEpochMilli();
    }

    // The last standing: 1, number of its last strike.changed, strikes, pending, offences, members.

    private static int pack(LedgerScan scan) {
        return 1 << 31
                | (int) Math.min(scan.seq, 127) << 15
                | Math.min(scan.strikes, 15) << 11
                | Math.min(scan.pending, 15) << 7
                | Math.min(scan.standing, 15) << 3
                | scan.offences & 7;
    }

    synchronized boolean hasStanding(int account) {
        return standings[account] != 0;
    }

    synchronized long standingSeq(int account) {
        return standings[account] >> 15 & 127;
    }

    synchronized int strikes(int account) {
        return standings[account] >> 11 & 15;
    }

    synchronized int pending(int account) {
        return standings[account] >> 7 & 15;
    }

    synchronized int offences(int account) {
        return standings[account] >> 3 & 15;
    }

    /** Offences that its strikes are made of, a bit each. */
    synchronized int members(int account) {
        return standings[account] & 7;
    }

    // The bad entry --------------------------------------------------------------------------

    /** From now on it counts which accounts are corrected. */
    synchronized void awaitCorrections() {
        isCorrecting = true;
        leftOnBadEntry = onBadEntry;
    }

    synchronized int leftOnBadEntry() {
        return leftOnBadEntry;
    }

    /** When the last of them was corrected, by the machine's clock. */
    long lastCorrectedMs() {
        return lastCorrectedMs;
    }

    // ------------------------------------------------------------------------------------------

    /** Offences that a warning names, a bit each; of number 2 that any names. */
    synchronized int named(int account, int warning) {
        return named[account] >> warning * AccountPlan.OFFENCES & 7;
    }

    synchronized long seqs(int account) {
        return seqs[account];
    }

    synchronized long repeatedSeqs() {
        return repeatedSeqs;
    }

    /** Accounts of which that offence was published. */
    synchronized long published(int offence) {
        return publishedOf[offence];
    }

    /** The first number of accounts of long ago. */
    int firstOld() {
        return seqs.length;
    }

    /** Of those, accounts of which an offence was published. */
    synchronized int oldPublished() {
        return old.cardinality();
    }

    /** Accounts of which that warning was published. */
    synchronized long warned(int warning) {
        return warned[warning];
    }

    synchronized long records(EventType type) {
        return records.getOrDefault(type, 0L);
    }

    /** What the job has read back of it. */
    synchronized long records() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    /** By the machine's clock. */
    long lastStandingMs() {
        return lastStandingMs;
    }
}
