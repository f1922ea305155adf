package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes pages and reads them. */
final class Paging {
    private Paging() {}

    /**
     * A page of records.
     *
     * @param offsets of the records, increasing
     * @param digests of the records, as many
     */
    static AuditPage page(
            String origin, PartitionEnd end, long[] offsets, HashList digests, long atMs) {
        List<Long> runs = runs(offsets);
        PageLeaf leaf =
                new PageLeaf(
                        end.topic(),
                        end.partition(),
                        offsets[0],
                        offsets[offsets.length - 1],
                        end.to(),
                        offsets.length,
                        Base64.getEncoder().encodeToString(digests.root()),
                        runs.size() == 1 ? null : hash(runs),
                        atMs);
        return new AuditPage(origin, leaf.text(), runs, digests.bytes());
    }

    /** A page that is about numbers and no record: the hour of a tick, offsets that are unread. */
    static AuditPage empty(String origin, PartitionEnd end, long from, long to, long atMs) {
        String root = Base64.getEncoder().encodeToString(new TreeHasher().emptyRoot());
        PageLeaf leaf =
                new PageLeaf(end.topic(), end.partition(), from, to, end.to(), 0, root, null, atMs);
        return new AuditPage(origin, leaf.text(), List.of(), new byte[0]);
    }

    /**
     * The entry of a page, where page and entry are of each other; empty otherwise: then it is no
     * page, and its records are sent again. Of a page of a newer vigil that is not known.
     */
    static Optional<PageLeaf> read(AuditPage page) {
        try {
            PageLeaf leaf = PageLeaf.parse(page.leaf());
            if (!leaf.isNewer()) {
                offsets(page, leaf);
                digests(page, leaf);
            }
            return Optional.of(leaf);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The hash of a page as an entry of the log. */
    static byte[] leafHash(TreeHasher hasher, AuditPage page) {
        return hasher.leaf(page.leaf().getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 over the runs as decimals with commas between, Base64. */
    private static String hash(List<Long> runs) {
        String text = runs.stream().map(String::valueOf).collect(Collectors.joining(","));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(new TreeHasher().plain(bytes));
    }

    private static List<Long> runs(long[] offsets) {
        List<Long> runs = new ArrayList<>();
        long present = 1;
        for (int i = 1; i < offsets.length; i++) {
            long missing = offsets[i] - offsets[i - 1] - 1;
            if (missing > 0) {
                runs.add(present);
                runs.add(missing);
                present = 0;
            }
            present++;
        }
        runs.add(present);
        return runs;
    }

    /**
     * The offsets of its records, increasing.
     *
     * @throws IllegalArgumentException where page and leaf are not of each other
     */
    static long[] offsets(AuditPage page, PageLeaf leaf) {
        long[] offsets = new long[leaf.count()];
        int found = 0;
        long at = leaf.from();
        for (int i = 0; i < page.runs().size(); i++) {
            long run = page.runs().get(i);
            if (run < 1 || run > leaf.to() - at + 1 || i % 2 == 0 && run > leaf.count() - found) {
                throw other(page, "runs");
            }
            if (i % 2 == 0) {
                for (long end = at + run; at < end; at++) {
                    offsets[found++] = at;
                }
            } else {
                at += run;
            }
        }
        boolean isWhole = found == 0 || at == leaf.to() + 1;
        boolean isBound = leaf.runs() == null || leaf.runs().equals(hash(page.runs()));
        if (found != leaf.count()
                || !isWhole
                || !isBound
                || page.runs().size() % 2 != Math.min(found, 1)) {
            throw other(page, "runs");
        }
        return offsets;
    }

    /**
     * The digests of its records.
     *
     * @throws IllegalArgumentException where they do not have the leaf's root
     */
    static HashList digests(AuditPage page, PageLeaf leaf) {
        if (page.digests().length != leaf.count() * TreeHasher.BYTES) {
            throw other(page, "digests");
        }
        HashList digests = new HashList(page.digests());
        if (!Arrays.equals(digests.root(), root(leaf))) {
            throw other(page, "digests");
        }
        return digests;
    }

    /** Empty where it is no Base64. */
    static byte[] root(PageLeaf leaf) {
        try {
            return Base64.getDecoder().decode(leaf.root());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static IllegalArgumentException other(AuditPage page, String part) {
        return new IllegalArgumentException(
                part + ": expected those of the page's leaf " + page.leaf() + ", got others");
    }
}
