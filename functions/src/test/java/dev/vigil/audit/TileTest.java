package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TileTest {
    /** Of the specification. */
    @Test
    void pathsAreAsPublished() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(1, 0, 17).path()).isEqualTo("tile/1/000.p/17");
        assertThat(new Tile(0, 273, 112).entriesPath()).isEqualTo("tile/entries/273.p/112");
    }

    /** Of the specification: which tiles a tree of 70,000 entries has, and one of 256. */
    @Test
    void aTreeHasTheTilesThatArePublished() {
        List<Tile> tiles = Tile.grown(0, 70_000);
        assertThat(tiles.stream().filter(it -> it.level() == 0 && it.width() == 256)).hasSize(273);
        assertThat(tiles.stream().filter(it -> it.width() < 256))
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(tiles).contains(new Tile(1, 0, 256)).hasSize(273 + 1 + 3);
        assertThat(Tile.grown(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
    }

    @Test
    void whatIsPublishedStepByStepIsWhatIsPublishedAtOnce() {
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        Map<String, byte[]> files = new TreeMap<>();
        long before = 0;
        for (int i = 0; i < 66_000; i++) {
            tree.add(hasher.leaf(new byte[] {(byte) i, (byte) (i >> 8), 1}));
            if (i % 97 == 0 || i == 65_999) {
                for (Tile tile : Tile.grown(before, tree.size())) {
                    files.put(tile.path(), tile.bytes(tree));
                }
                before = tree.size();
            }
        }
        for (Tile tile : Tile.grown(0, tree.size())) {
            assertThat(files.get(tile.path())).as(tile.path()).isEqualTo(tile.bytes(tree));
        }
        assertThat(Tile.grown(before, before)).isEmpty();
    }

    @Test
    void eachHashOfALevelIsTheRootOfAFullTileBelow() {
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        for (int i = 0; i < 1_000; i++) {
            tree.add(hasher.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        byte[] above = new Tile(1, 0, 3).bytes(tree);
        for (int i = 0; i < 3; i++) {
            byte[] root = new HashList(new Tile(0, i, 256).bytes(tree)).root();
            assertThat(HashList.copy(above, i * 32)).isEqualTo(root);
        }
    }

    @Test
    void entriesAreBehindTheirLengthTheBigEndFirst() {
        byte[] large = new byte[300];
        byte[] bundle = Tile.bundle(List.of(new byte[0], new byte[] {97}, large));
        assertThat(bundle).startsWith(0, 0, 0, 1, 97, 1, 44).hasSize(2 + 3 + 302);
        assertThatThrownBy(() -> Tile.bundle(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
    }
}
