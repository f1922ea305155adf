package dev.vigil.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.Canonical;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * That one record was on a topic: the way from the record to the page that lists it, in the {@code
 * extra} of a {@link LogProof} of that page. With the record's bytes and the key of the log nothing
 * else is needed, and nothing of other records is shown.
 *
 * @param leaf the page's entry
 * @param index of the record within the page
 * @param path within the page
 */
public record RecordProof(String leaf, int index, List<byte[]> path) {
    /**
     * A proof of a record.
     *
     * @param place of the record
     * @param page the page that lists it
     * @param log the log up to the seal
     * @param pageIndex of the page in it
     * @param seal the signed note
     * @return empty where the page does not list the record
     * @throws IllegalArgumentException where a newer vigil has made the page
     */
    public static Optional<LogProof> of(
            RecordPlace place, AuditPage page, MerkleTree log, long pageIndex, SignedNote seal) {
        PageLeaf leaf = PageLeaf.parse(page.leaf());
        if (leaf.isNewer()) {
            throw new IllegalArgumentException(
                    "page "
                            + pageIndex
                            + ": expected version "
                            + PageLeaf.VERSION
                            + ", got version "
                            + leaf.version()
                            + "; prove the record with the newer vigil that has made it");
        }
        int index = Arrays.binarySearch(Paging.offsets(page, leaf), place.offset());
        if (index < 0 || !leaf.place().equals(PageLeaf.place(place.topic(), place.partition()))) {
            return Optional.empty();
        }
        HashList digests = Paging.digests(page, leaf);
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < digests.size(); i++) {
            tree.add(digests.get(i));
        }
        RecordProof inPage =
                new RecordProof(page.leaf(), index, tree.inclusion(index, digests.size()));
        long size = SealText.parse(seal.text()).size();
        return Optional.of(
                new LogProof(
                        inPage.extra(),
                        pageIndex,
                        log.inclusion(pageIndex, size),
                        seal.toString()));
    }

    /**
     * True where the record with these bytes is on the page, and the page in the log.
     *
     * @param record bytes of {@link RecordBytes}
     */
    public static boolean proves(
            LogProof proof, byte[] record, String origin, Collection<NoteKey> keys) {
        try {
            return proof.extra() != null && provesIt(proof, record, origin, keys);
        } catch (IllegalArgumentException e) {
            // No proof at all.
            return false;
        }
    }

    /**
     * The version of a page that is in the log, and that a newer vigil has made: whether the record
     * is on it is not known here. Empty for others.
     */
    public static OptionalInt newerVersion(
            LogProof proof, String origin, Collection<NoteKey> keys) {
        try {
            String text = parse(proof.extra()).leaf;
            PageLeaf leaf = PageLeaf.parse(text);
            boolean isIn = proof.proves(text.getBytes(StandardCharsets.UTF_8), origin, keys);
            return leaf.isNewer() && isIn ? OptionalInt.of(leaf.version()) : OptionalInt.empty();
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    private static boolean provesIt(
            LogProof proof, byte[] record, String origin, Collection<NoteKey> keys) {
        RecordProof inPage = parse(proof.extra());
        PageLeaf leaf = PageLeaf.parse(inPage.leaf);
        RecordPlace place = RecordPlace.in(record, 0, record.length);
        return place != null
                && !leaf.isNewer()
                && leaf.place().equals(PageLeaf.place(place.topic(), place.partition()))
                && TreeProofs.includes(
                        Paging.root(leaf),
                        leaf.count(),
                        inPage.index,
                        new TreeHasher().leaf(record),
                        inPage.path)
                && proof.proves(inPage.leaf.getBytes(StandardCharsets.UTF_8), origin, keys);
    }

    private byte[] extra() {
        StringBuilder out = new StringBuilder("{\"index\":").append(index).append(",\"leaf\":");
        Canonical.quoted(leaf, out);
        out.append(",\"path\":[");
        for (int i = 0; i < path.size(); i++) {
            out.append(i == 0 ? "\"" : ",\"");
            out.append(Base64.getEncoder().encodeToString(path.get(i))).append('"');
        }
        return out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static RecordProof parse(byte[] extra) {
        JsonNode tree = Json.read(extra, JsonNode.class);
        List<byte[]> path = new ArrayList<>();
        tree.path("path").forEach(hash -> path.add(SealText.hash(hash.asText())));
        return new RecordProof(tree.path("leaf").asText(), tree.path("index").asInt(-1), path);
    }
}
