package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A log with its records and seals, of a seed; what it gives may be tampered with. */
final class TestingLogs {
    static final String ORIGIN = "site.example/audit/1";
    static final long T0_MS = 1_795_507_200_000L;

    static final RecordTime TIME = new RecordTime("CreateTime", T0_MS);

    static final KeyPair PAIR = pair(1);
    static final NoteKey KEY = NoteKey.of(ORIGIN, PAIR.getPublic());
    static final KeyPair OTHER_PAIR = pair(2);

    /** Of the same name: only who knows the key sees that it is another one. */
    static final NoteKey OTHER = NoteKey.of(ORIGIN, OTHER_PAIR.getPublic());

    private static final List<String> TOPICS = List.of("verdicts", "notices", "list");

    private final Random random;
    private final Map<String, PartitionEnd> ends = new HashMap<>();
    private final Map<String, Long> next = new HashMap<>();
    private final Map<RecordPlace, byte[]> records = new HashMap<>();
    private final List<AuditPage> pages = new ArrayList<>();
    private final List<String> seals = new ArrayList<>();
    private final MerkleTree tree = new MerkleTree();
    private final TreeHasher hasher = new TreeHasher();
    private long nowMs = T0_MS;

    TestingLogs(long seed) {
        random = new Random(seed);
    }

    static KeyPair pair(int seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(
                    255,
                    new SecureRandom() {
                        @Override
                        public void nextBytes(byte[] bytes) {
                            Arrays.fill(bytes, (byte) seed);
                        }
                    });
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param typed Base64 of the type and the 32 bytes, as x/mod/sumdb/note writes it
     */
    static PrivateKey privateKey(String typed) {
        byte[] seed = Base64.getDecoder().decode(typed);
        byte[] before = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] encoded = Arrays.copyOf(before, before.length + 32);
        System.arraycopy(seed, 1, encoded, before.length, 32);
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static SignedNote sign(SealText text, NoteKey key, PrivateKey privateKey) {
        return SignedNote.sign(text.text(), key, privateKey);
    }

    /** So many pages of up to so many records, with a seal behind each few. */
    void write(int count, int mostRecords) {
        for (int i = 0; i < count; i++) {
            nowMs += 2_000;
            add(page(1 + random.nextInt(mostRecords)));
            if (random.nextInt(6) == 0) {
                seal();
            }
        }
        seal();
    }

    void pass(long ms) {
        nowMs += ms;
    }

    private AuditPage page(int count) {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        int partition = random.nextInt(2);
        String place = PageLeaf.place(topic, partition);
        PartitionEnd end =
                ends.getOrDefault(place, new PartitionEnd(topic, partition, PageLeaf.NONE));
        long[] offsets = new long[count];
        HashList digests = new HashList();
        for (int i = 0; i < count; i++) {
            offsets[i] = next.merge(place, 1L + (random.nextInt(4) == 0 ? 1 : 0), Long::sum);
            byte[] record = record(topic, partition, offsets[i]);
            digests.add(hasher.leaf(record));
        }
        ends.put(place, new PartitionEnd(topic, partition, offsets[count - 1]));
        return Paging.page(ORIGIN, end, offsets, digests, nowMs);
    }

    private byte[] record(String topic, int partition, long offset) {
        byte[] value = new byte[20 + random.nextInt(40)];
        random.nextBytes(value);
        RecordPlace place = new RecordPlace(topic, partition, offset);
        byte[] key = ("key-" + random.nextInt(100)).getBytes(StandardCharsets.UTF_8);
        List<RecordHeader> headers =
                List.of(
                        new RecordHeader(
                                "ce_id", ("id-" + offset).getBytes(StandardCharsets.UTF_8)));
        byte[] record =
                RecordBytes.of(place, new RecordTime("CreateTime", nowMs), key, headers, value);
        records.put(place, record);
        return record;
    }

    private void add(AuditPage page) {
        pages.add(page);
        tree.add(Paging.leafHash(hasher, page));
    }

    SignedNote seal() {
        SealText text = new SealText(ORIGIN, tree.size(), tree.root(tree.size()));
        SignedNote note = sign(text, KEY, PAIR.getPrivate());
        if (seals.isEmpty() || !seals.get(seals.size() - 1).equals(note.toString())) {
            seals.add(note.toString());
        }
        return note;
    }

    List<AuditPage> pages() {
        return new ArrayList<>(pages);
    }

    List<String> seals() {
        return new ArrayList<>(seals);
    }

    MerkleTree tree() {
        return tree;
    }

    byte[] record(RecordPlace place) {
        return records.get(place);
    }

    /** All of them, each partition in order. */
    List<RecordPlace> places() {
        return new ArrayList<>(
                records.keySet().stream()
                        .sorted(
                                Comparator.comparing(RecordPlace::topic)
                                        .thenComparing(RecordPlace::partition)
                                        .thenComparing(RecordPlace::offset))
                        .toList());
    }

    List<byte[]> lines() {
        return new ArrayList<>(places().stream().map(records::get).toList());
    }

    LogReport check(List<AuditPage> readPages, List<String> readSeals, List<byte[]> lines) {
        return check(readPages, readSeals, lines, nowMs);
    }

    LogReport check(
            List<AuditPage> readPages, List<String> readSeals, List<byte[]> lines, long atMs) {
        return check(readPages, readSeals, lines, atMs, LogCheck.Limits.USUAL);
    }

    LogReport check(
            List<AuditPage> readPages,
            List<String> readSeals,
            List<byte[]> lines,
            long atMs,
            LogCheck.Limits limits) {
        LogCheck check = new LogCheck(ORIGIN, List.of(KEY), atMs, limits);
        LogReport report =
                check.run(new GivenLog(readPages, readSeals, lines, GivenLog.all(TOPICS)));
        // The largest page goes beyond a limit.
        assertThat(check.mostWaiting()).isLessThanOrEqualTo(limits.pages());
        assertThat(check.mostListed()).isLessThan(limits.records() + AuditPage.MOST_RECORDS);
        return report;
    }

    long nowMs() {
        return nowMs;
    }
}
