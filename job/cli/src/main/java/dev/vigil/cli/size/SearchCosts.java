package dev.vigil.cli.size;

/**
 * What searching costs a site, in cores, all shards together.
 *
 * @param liveSound of streams
 * @param uploads thoroughly, in the busiest hour
 * @param livePictures of streams
 */
record SearchCosts(double liveSound, double uploads, double livePictures) {
    /** Each shard searches its own hours for all. */
    static SearchCosts of(MeasuredCosts costs, SiteLoad site, int shards) {
        double soundHours = (double) site.soundHours() / shards;
        double filmHours = (double) site.filmHours() / shards;
        double ofSound = site.liveStreams() * costs.curve("search.live").at(soundHours);
        double ofUploads =
                site.uploadSecondsASecond() * costs.curve("search.upload").at(soundHours);
        double ofPictures =
                site.filmHours() == 0
                        ? 0
                        : site.pictureStreams() * costs.curve("search.pictures").at(filmHours);
        return new SearchCosts(
                shards * ofSound / 1_000, shards * ofUploads / 1_000, shards * ofPictures / 1_000);
    }

    double cores() {
        return liveSound + uploads + livePictures;
    }
}
