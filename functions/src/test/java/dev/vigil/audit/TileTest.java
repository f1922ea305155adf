package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
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
        List<Tile> tiles = Tile.all(70_000);
        assertThat(tiles.stream().filter(it -> it.level() == 0 && it.width() == 256)).hasSize(273);
        assertThat(tiles.stream().filter(it -> it.width() < 256))
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(tiles).contains(new Tile(1, 0, 256)).hasSize(273 + 1 + 3);
        assertThat(Tile.all(256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
    }

    /** Of each size the tiles at its edge, its root and those of smaller ones. */
    @Test
    void aTreeThatGrowsHoldsTheTilesAtItsEdgeAlone() {
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        Map<Tile, byte[]> files = new TreeMap<>(Comparator.comparing(Tile::path));
        GrowingTiles tiles = new GrowingTiles(files::get);
        for (int i = 1; i <= 66_200; i++) {
            byte[] leaf = hasher.leaf(new byte[] {(byte) i, (byte) (i >> 8), 2});
            tree.add(leaf);
            tiles.add(leaf, files::put);
            assertThat(tiles.held()).isLessThan(3 * Tile.FULL);
            if (i % 509 == 0 || i % Tile.FULL == 0) {
                assertThat(tiles.root(i)).isEqualTo(tree.root(i));
                assertThat(tiles.root(i / 2)).isEqualTo(tree.root(i / 2));
                assertThat(tiles.edge().root()).isEqualTo(tree.root(i));
                tiles.open().forEach(tile -> files.put(tile, tiles.bytes(tile)));
                assertThat(new GrowingTiles(i, files::get).root(i)).isEqualTo(tree.root(i));
            }
        }
        for (Tile tile : Tile.all(66_048)) {
            assertThat(files.get(tile)).as(tile.path()).isEqualTo(tile.bytes(tree));
        }
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
