package org.ovirt.v2v.agent.source.vmware;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error after so many bytes, so that a hostile or broken server cannot keep the agent reading. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long count;

    LimitedStream(InputStream stream, long limit) {
        super(stream);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        return value < 0 ? value : counted(1, value);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        return read < 0 ? read : counted(read, read);
    }

    private int counted(int bytes, int result) throws IOException {
        count += bytes;
        if (count > limit) {
            throw new IOException("the answer is larger than " + limit + " bytes");
        }
        return result;
    }
}
