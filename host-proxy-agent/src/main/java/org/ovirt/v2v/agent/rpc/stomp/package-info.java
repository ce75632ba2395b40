/** STOMP 1.2 over TLS, as VDSM's {@code lib/yajsonrpc/stompserver.py} speaks it. */
package org.ovirt.v2v.agent.rpc.stomp;
