package dev.vigil.bench.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** In front of a server on this machine: while it is shut, connections are refused. */
final class Valve implements AutoCloseable {
    private final int port;
    private final int server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket door;

    /**
     * @param port that clients know
     * @param server the port behind it
     */
    Valve(int port, int server) {
        this.port = port;
        this.server = server;
    }

    void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        door = opened;
        start(() -> accept(opened));
    }

    /** Ends what is connected, too. */
    void shut() throws IOException {
        door.close();
        for (Socket each : connections) {
            each.close();
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                connect(opened.accept());
            } catch (IOException e) {
                // Shut, or the server is not there: the client sees its connection end.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        connections.add(client);
        try {
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            connections.add(behind);
            start(() -> pass(client, behind));
            start(() -> pass(behind, client));
        } catch (IOException e) {
            connections.remove(client);
            client.close();
            throw e;
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; both are closed now.
        } finally {
            connections.remove(from);
            connections.remove(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "valve");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            if (door != null) {
                shut();
            }
        } catch (IOException e) {
            // Nothing is sent any more.
        }
    }
}
