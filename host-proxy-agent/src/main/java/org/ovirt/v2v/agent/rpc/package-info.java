/** Requests over VDSM's wire and their answers: JSON-RPC 2.0, the verbs, and events. */
package org.ovirt.v2v.agent.rpc;
