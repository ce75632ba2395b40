/** Several engines on one database: who is there, who does what, and how they tell each other what has changed. */
package org.ovirt.v2v.engine.peers;
