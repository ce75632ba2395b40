package org.ovirt.v2v.agent.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A connection, or an attempt at one, as {@code /proc/net/tcp} and {@code tcp6} tell it (proc(5)).
 *
 * @param port of the other side
 * @param inode of the socket
 */
record TcpConnection(InetAddress address, int port, String inode) {
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    /** ESTABLISHED and SYN_SENT. */
    private static final List<String> ALIVE = List.of("01", "02");

    private static final int WORD = 4;
    private static final int RADIX = 16;

    /** Empty if the table cannot be read. */
    static List<TcpConnection> read(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII).stream()
                    .skip(1)
                    .flatMap(line -> parse(line).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    static Optional<TcpConnection> parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length <= INODE || !ALIVE.contains(fields[STATE])) {
            return Optional.empty();
        }
        String[] remote = fields[REMOTE].split(":", 2);
        try {
            return Optional.of(new TcpConnection(
                    InetAddress.getByAddress(bytes(remote[0])), Integer.parseInt(remote[1], RADIX), fields[INODE]));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Words of four bytes each, as the processor has them in memory: the last byte first here and on all that virt-v2v runs on. */
    private static byte[] bytes(String hexadecimal) {
        byte[] told = HexFormat.of().parseHex(hexadecimal);
        byte[] address = new byte[told.length];
        for (int index = 0; index < told.length; index++) {
            int word = index / WORD * WORD;
            address[index] = told[word + WORD - 1 - index % WORD];
        }
        return address;
    }

    /** With another process of this machine. */
    boolean isLocal() {
        return address.isLoopbackAddress();
    }

    String peer() {
        String text = address.getHostAddress();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }
}
