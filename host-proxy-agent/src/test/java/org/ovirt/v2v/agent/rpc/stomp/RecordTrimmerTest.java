package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordTrimmerTest {
    private static final int LONG = 17_000;

    private final EmbeddedChannel channel = new EmbeddedChannel(new RecordTrimmer());

    @Test
    void aShortRecordWaitsInAShortBuffer() {
        ByteBuf record = Unpooled.buffer(LONG).writeBytes("short".getBytes(StandardCharsets.US_ASCII));

        channel.writeOutbound(record);

        ByteBuf waiting = channel.readOutbound();
        assertThat(waiting.toString(StandardCharsets.US_ASCII)).isEqualTo("short");
        assertThat(waiting.capacity()).isEqualTo(5);
        assertThat(record.refCnt()).isZero();
        waiting.release();
    }

    @Test
    void aLongOneIsNotCopied() {
        ByteBuf record = Unpooled.buffer(LONG).writeZero(LONG);

        channel.writeOutbound(record);

        ByteBuf waiting = channel.readOutbound();
        assertThat(waiting).isSameAs(record);
        waiting.release();
    }
}
