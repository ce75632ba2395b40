/** Readers of the formats that both services get from outside: certificates and keys as PEM, XML. Java's own library only. */
package org.ovirt.v2v.format;
