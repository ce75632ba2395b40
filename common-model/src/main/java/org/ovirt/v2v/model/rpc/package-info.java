/** The verbs between engine and agent: names, parameters, results and error codes (VDSM's wire). */
package org.ovirt.v2v.model.rpc;
