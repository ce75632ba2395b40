package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.stomp.StompFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever a client sends makes frames, or is a malformed one and no other failure; the same ones however the network cuts it, none
 * with a longer body than is taken, and when the client is gone nothing of it counts any more.
 */
class FramesFuzzTest {
    private static final int LONGEST_BODY = 512;

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "CONNECT\\x0Aaccept-version:1.2\\x0A\\x0A\\x00",
        "SUBSCRIBE\\x0Adestination:d\\x0Aid:1\\x0A\\x0A\\x00",
        "SEND\\x0Adestination:jms.topic.vdsm_requests\\x0A",
        "content-length:2\\x0A\\x0A{}\\x00",
        "content-length:-1",
        "content-length:513",
        "host:::1",
        "\\x0D\\x0A",
        "\\x0A\\x0A",
        "\\x00"
    })
    void framesComeAsTheyWereSent(FuzzedDataProvider data) {
        int cut = data.consumeInt(1, 64);
        byte[] sent = data.consumeRemainingAsBytes();

        List<String> atOnce = received(sent, sent.length);
        List<String> inPieces = received(sent, cut);

        assertThat(inPieces).isEqualTo(atOnce);
    }

    /** What comes of it up to the first failure, after which a connection is closed. */
    private static List<String> received(byte[] sent, int cut) {
        RequestBudget budget = new RequestBudget();
        Listener listener = new Listener();
        EmbeddedChannel channel = new EmbeddedChannel(
                new FrameDecoder(), new MalformedFrameGuard(), new FrameAggregator(LONGEST_BODY, budget), listener);
        for (int from = 0; from < sent.length && !listener.failed; from += cut) {
            channel.writeInbound(
                    Unpooled.copiedBuffer(Arrays.copyOfRange(sent, from, Math.min(from + cut, sent.length))));
        }
        channel.finishAndReleaseAll();
        assertThat(budget.take(RequestBudget.MOST + 1))
                .as("more was given back than taken")
                .isFalse();
        assertThat(budget.take(RequestBudget.MOST)).as("all was given back").isTrue();
        return listener.received;
    }

    private static final class Listener extends ChannelInboundHandlerAdapter {
        private final List<String> received = new ArrayList<>();
        private boolean failed;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            StompFrame frame = (StompFrame) message;
            assertThat(frame.content().readableBytes()).isLessThanOrEqualTo(LONGEST_BODY);
            if (!failed) {
                received.add(frame.command() + " " + FrameHeaders.of(frame) + " "
                        + frame.content().toString(StandardCharsets.ISO_8859_1));
            }
            assertThat(frame.release()).isTrue();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (!failed && event instanceof FrameAggregator.SkippedFrame skipped) {
                received.add(skipped.toString());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            assertThat(ConnectionErrors.isMalformedFrame(cause)).as("%s", cause).isTrue();
            if (!failed) {
                received.add("malformed");
            }
            failed = true;
        }
    }
}
