// Checks a published log with golang.org/x/mod alone: the seal, every entry against the tiles, and
// the proofs beside them. Prints how many of each it has checked.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// x/mod has the height of a tile in its path and calls entries data.
type files string

func (dir files) Height() int                       { return 8 }
func (dir files) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (dir files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		all = append(all, dir.read(strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return all, nil
}

func (dir files) read(path string) []byte {
	data, err := os.ReadFile(filepath.Join(string(dir), path))
	check(err)
	return data
}

func (dir files) entry(n, size int64) []byte {
	width := min(256, size-n/256*256)
	tile := tlog.Tile{H: 8, L: -1, N: n / 256, W: int(width)}
	data := dir.read(strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1))
	for i := n / 256 * 256; i < n; i++ {
		data = data[2+binary.BigEndian.Uint16(data):]
	}
	return data[2 : 2+binary.BigEndian.Uint16(data)]
}

func head(text string) (int64, tlog.Hash) {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	return size, root
}

func hashes(lines []string) (all []tlog.Hash) {
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		check(err)
		all = append(all, hash)
	}
	return all
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func main() {
	dir := files(os.Args[1])
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	signed, err := note.Open(dir.read("checkpoint"), note.VerifierList(verifier))
	check(err)
	size, root := head(signed.Text)
	tree := tlog.Tree{N: size, Hash: root}
	reader := tlog.TileHashReader(tree, dir)
	for n := int64(0); n < size; n++ {
		got, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		check(err)
		if got[0] != tlog.RecordHash(dir.entry(n, size)) {
			check(fmt.Errorf("entry %d: another hash", n))
		}
	}
	proofs, _ := filepath.Glob(filepath.Join(string(dir), "*.tlog-proof"))
	for _, name := range proofs {
		proof, seal, _ := strings.Cut(string(dir.read(filepath.Base(name))), "\n\n")
		signed, err := note.Open([]byte(seal), note.VerifierList(verifier))
		check(err)
		size, root := head(signed.Text)
		lines := strings.Split(proof, "\n")[2:]
		n, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
		check(err)
		check(tlog.CheckRecord(hashes(lines[1:]), size, root, n, tlog.RecordHash(dir.entry(n, size))))
	}
	earlier, _ := filepath.Glob(filepath.Join(string(dir), "*.consistency"))
	for _, name := range earlier {
		proof, seal, _ := strings.Cut(string(dir.read(filepath.Base(name))), "\n\n")
		before, rootBefore := head(seal)
		check(tlog.CheckTree(hashes(strings.Fields(proof)), size, root, before, rootBefore))
	}
	fmt.Println(size, "entries", len(proofs), "proofs", len(earlier), "seals")
}
