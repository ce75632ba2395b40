/** One small class for each verb: reads its parameters, asks the room that knows, and hands back what VDSM would. */
package org.ovirt.v2v.agent.rpc.verbs;
