package dev.weft;

/** The loop that {@link EventLoop#create} gives. */
final class NioEventLoop extends AbstractEventLoop {
    NioEventLoop() {
        super(new SelectorHost());
    }
}
