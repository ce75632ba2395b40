package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Watches a connection for silence in both directions, beneath the decoder, where heart-beats can be seen. */
final class HeartBeatTimer {
    private static final String NAME = "heart-beat";

    private HeartBeatTimer() {}

    /** Takes the place of an earlier one. The first heart-beat goes out long after the answer to CONNECT. */
    static void install(ChannelPipeline pipeline, HeartBeats heartBeats) {
        if (pipeline.get(NAME) != null) {
            pipeline.remove(NAME);
        }
        pipeline.addAfter(
                pipeline.context(SslHandler.class).name(),
                NAME,
                new IdleStateHandler(heartBeats.goneAfter(), heartBeats.sendAfter(), 0, TimeUnit.MILLISECONDS));
    }
}
