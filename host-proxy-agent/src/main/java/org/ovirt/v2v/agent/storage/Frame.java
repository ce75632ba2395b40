package org.ovirt.v2v.agent.storage;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A message between the agent and a helper process. */
final class Frame {
    /** Of an answer, in bytes. The list of a domain with very many machines is the largest. */
    static final int LARGEST = 16 << 20;

    /** Of a request: as many as may be at work in one helper fit into a pipe, so that writing one never waits for a helper that hangs. */
    static final int LARGEST_REQUEST = 12 << 10;

    private final int id;
    private final Kind kind;
    private final byte[] content;

    enum Kind {
        /** To the helper. */
        REQUEST(1),
        /** To the helper: does the folder that is named answer at all? */
        PROBE(2),
        /** From the helper: the work has got on. */
        ALIVE(3),
        /** From the helper, the last of a request. */
        ANSWER(4),
        /** From the helper, once, of no request: it has started, and has touched no storage yet. */
        HELLO(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) throws IOException {
            return Arrays.stream(values())
                    .filter(each -> each.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no message of kind " + code));
        }
    }

    /**
     * Takes its parts.
     *
     * @param id of the request that it is or answers
     * @param content of the request or of the answer; not copied
     */
    Frame(int id, Kind kind, byte[] content) {
        this.id = id;
        this.kind = kind;
        this.content = content;
    }

    int id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    byte[] content() {
        return content;
    }

    void write(DataOutputStream output) throws IOException {
        output.writeInt(id);
        output.writeByte(kind.code);
        output.writeInt(content.length);
        output.write(content);
        output.flush();
    }

    /** The next one; empty at the end of the stream. */
    static Optional<Frame> read(DataInputStream input) throws IOException {
        int id;
        try {
            id = input.readInt();
        } catch (EOFException e) {
            return Optional.empty();
        }
        Kind kind = Kind.of(input.readUnsignedByte());
        int length = input.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("a message is longer than " + LARGEST + " bytes");
        }
        byte[] content = new byte[length];
        input.readFully(content);
        return Optional.of(new Frame(id, kind, content));
    }
}
