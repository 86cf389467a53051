package dev.weft.fuzz;

/** A resource whose close is logged and may fail. */
public final class Resource implements AutoCloseable {
    private final World world;
    private final int site;

    Resource(World world, int site) {
        this.world = world;
        this.site = site;
    }

    @Override
    public void close() throws Bang {
        world.log("close " + site);
        world.risk(site);
    }
}
