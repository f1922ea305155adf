package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the vectors that implementations of RFC 6962 publish, and against its definition. */
class TreeTest {
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    /** Of the first so many of the leaves. */
    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final TreeHasher hasher = new TreeHasher();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private MerkleTree published() {
        MerkleTree tree = new MerkleTree();
        LEAVES.forEach(leaf -> tree.add(hasher.leaf(hex(leaf))));
        return tree;
    }

    private byte[] leaf(int i) {
        return hasher.leaf(new byte[] {(byte) i, (byte) (i >> 8)});
    }

    /** The definition, section 2.1. */
    private byte[] naive(int from, int to) {
        if (from == to) {
            return hasher.emptyRoot();
        }
        if (to - from == 1) {
            return leaf(from);
        }
        int k = 1;
        while (2 * k < to - from) {
            k *= 2;
        }
        return hasher.node(naive(from, from + k), naive(from + k, to));
    }

    @Test
    void leavesAndNodesAreHashedAsPublished() {
        assertThat(hex(hasher.emptyRoot())).isEqualTo(ROOTS.get(0));
        assertThat(hex(hasher.leaf(utf8("L123456"))))
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        assertThat(hex(hasher.node(utf8("N123"), utf8("N456"))))
                .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    }

    @Test
    void rootsOfAllSizesAreAsPublished() {
        RightEdge edge = new RightEdge();
        MerkleTree tree = published();
        assertThat(hex(edge.root())).isEqualTo(ROOTS.get(0));
        for (int size = 1; size < ROOTS.size(); size++) {
            edge.add(hasher.leaf(hex(LEAVES.get(size - 1))));
            assertThat(hex(edge.root())).isEqualTo(ROOTS.get(size));
            assertThat(hex(tree.root(size))).isEqualTo(ROOTS.get(size));
        }
    }

    /** Leaves are their number in two bytes, the small end first. */
    @ParameterizedTest
    @CsvSource({
        "10,VjWMPSYNtCuCNlF/RLnQy6HcwSk6CIipfxm+hettA+4=",
        "15,j4SulYmocFuxdeyp12xXCIgK6PekBcxzAIj4zbQzNEI=",
        "16,c+4Uc6BCMOZf/v3NZK1kqTUJe+bBoFtOhP+P3SayKRE=",
        "100,dUh9hYH88p0CMoHkdr1wC2szbhcLAXOejWpINIooKUY=",
        "255,SmdsuKUqiod3RX2jyF2M6JnbdE4QuTwwipfAowI4/i0=",
    })
    void rootsOfLargerTreesAreAsPublished(int size, String root) {
        RightEdge edge = new RightEdge();
        for (int i = 0; i < size; i++) {
            edge.add(leaf(i));
        }
        assertThat(Base64.getEncoder().encodeToString(edge.root())).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0,8,96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5,8,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2,3,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1,5,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    })
    void inclusionProofsAreAsPublished(int index, int size, String path) {
        assertThat(published().inclusion(index, size).stream().map(TreeTest::hex))
                .containsExactly(path.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "1,8,96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6,8,0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2,5,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    })
    void consistencyProofsAreAsPublished(int smaller, int larger, String path) {
        assertThat(published().consistency(smaller, larger).stream().map(TreeTest::hex))
                .containsExactly(path.split(" "));
    }

    @Test
    void everyProofOfEveryTreeHolds() {
        int most = 70;
        MerkleTree tree = new MerkleTree();
        for (int size = 1; size <= most; size++) {
            tree.add(leaf(size - 1));
            byte[] root = naive(0, size);
            assertThat(tree.root(size)).isEqualTo(root);
            for (int other = 1; other <= size; other++) {
                int index = other - 1;
                List<byte[]> path = tree.inclusion(index, size);
                assertThat(TreeProofs.includes(root, size, index, leaf(index), path)).isTrue();
                assertThat(
                                TreeProofs.isConsistent(
                                        other,
                                        tree.root(other),
                                        size,
                                        root,
                                        tree.consistency(other, size)))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 21, 64})
    void noChangedInclusionProofHolds(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.add(leaf(i));
        }
        byte[] root = tree.root(size);
        for (int i = 0; i < size; i++) {
            List<byte[]> path = tree.inclusion(i, size);
            byte[] leaf = leaf(i);
            for (List<byte[]> other : changed(path, root)) {
                assertThat(TreeProofs.includes(root, size, i, leaf, other)).isFalse();
            }
            for (int j = -1; j <= size; j++) {
                assertThat(TreeProofs.includes(root, size, j, leaf, path)).isEqualTo(i == j);
            }
            assertThat(TreeProofs.includes(root, size, i, leaf(i + 1), path)).isFalse();
            assertThat(TreeProofs.includes(flipped(root), size, i, leaf, path)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 8, 9, 21, 64})
    void noChangedConsistencyProofHolds(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.add(leaf(i));
        }
        byte[] root = tree.root(size);
        for (int smaller = 1; smaller <= size; smaller++) {
            List<byte[]> path = tree.consistency(smaller, size);
            byte[] before = tree.root(smaller);
            for (List<byte[]> other : changed(path, root)) {
                assertThat(TreeProofs.isConsistent(smaller, before, size, root, other)).isFalse();
            }
            assertThat(TreeProofs.isConsistent(smaller, flipped(before), size, root, path))
                    .isFalse();
            assertThat(TreeProofs.isConsistent(smaller, before, size, flipped(root), path))
                    .isFalse();
            assertThat(TreeProofs.isConsistent(size + 1, before, size, root, path)).isFalse();
        }
    }

    /** A hash more before or behind it, one fewer, and one bit changed in each. */
    private static List<List<byte[]>> changed(List<byte[]> path, byte[] more) {
        List<List<byte[]>> all = new ArrayList<>();
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(more);
        all.add(longer);
        List<byte[]> before = new ArrayList<>(List.of(more));
        before.addAll(path);
        all.add(before);
        List<byte[]> garbage = new ArrayList<>(path);
        garbage.add(new byte[0]);
        all.add(garbage);
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> other = new ArrayList<>(path);
            other.set(i, flipped(path.get(i)));
            all.add(other);
        }
        if (!path.isEmpty()) {
            all.add(path.subList(1, path.size()));
        }
        return all;
    }

    private static byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[other.length / 2] ^= 8;
        return other;
    }

    @Test
    void theRightEdgeIsSmallAndGoesOnFromWhatWasKept() {
        RightEdge whole = new RightEdge();
        RightEdge kept = new RightEdge();
        for (int i = 0; i < 3_000; i++) {
            whole.add(leaf(i));
            kept.add(leaf(i));
            assertThat(kept.hashes().length).isLessThanOrEqualTo(12 * TreeHasher.BYTES);
            kept = new RightEdge(kept.size(), kept.hashes());
        }
        assertThat(kept.root()).isEqualTo(whole.root()).isEqualTo(naive(0, 3_000));
    }

    @Test
    void theRightEdgeHasAtMostFortyHashes() {
        long size = (1L << RightEdge.MOST) - 2;
        byte[] hashes = new byte[(RightEdge.MOST - 1) * TreeHasher.BYTES];
        RightEdge edge = new RightEdge(size, hashes);
        edge.add(leaf(1));
        assertThat(edge.hashes()).hasSize(40 * TreeHasher.BYTES);
        assertThatThrownBy(() -> edge.add(leaf(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2^40");
    }

    @Test
    void aRightEdgeThatDoesNotFitItsSizeIsRefused() {
        byte[] two = Arrays.copyOf(new byte[0], 64);
        assertThatThrownBy(() -> new RightEdge(4, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 32 bytes");
    }
}
